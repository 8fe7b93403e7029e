package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.layer.Broadcast;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.FillerParameter;
import jdl.proto.LayerNormParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * {@code y = scale · (x - mean) / √(variance + eps) + shift} over all axes from {@code axis} on (Ba
 * et al. 2016); scale and shift have the shape of those axes.
 */
@AutoService(LayerType.class)
public final class LayerNormType extends LayerType {

    public LayerNormType() {
        super("LayerNorm", 1, LayerParameter::getLayerNormParam, LayerNormType::layer);
    }

    private static Layer layer(LayerNormParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        int axis = bottom.axis(p.getAxis());
        var rows =
                Standardizer.epsUnderRoot(Channels.rows(bottom, bottom.countTo(axis)), p.getEps());
        Shape each = bottom.slice(axis, bottom.rank());
        var affine = Affine.of(Broadcast.of(bottom, axis, each), each, scale(p), p.getBiasFiller());
        return new SampleNormLayer(bottom, rows, Optional.of(affine).filter(a -> p.getAffine()));
    }

    private static Optional<FillerParameter> scale(LayerNormParameter p) {
        return Optional.of(p.getWeightFiller()).filter(filler -> p.hasScaleFiller());
    }
}
