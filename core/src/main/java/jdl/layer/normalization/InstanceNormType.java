package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.layer.Broadcast;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.FillerParameter;
import jdl.proto.InstanceNormParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * {@code y = scale · (x - mean) / √(variance + eps) + shift} over the places of one channel of one
 * sample (Ulyanov et al. 2016); a scale and a shift for each channel.
 */
@AutoService(LayerType.class)
public final class InstanceNormType extends LayerType {

    public InstanceNormType() {
        super("InstanceNorm", 1, LayerParameter::getInstanceNormParam, InstanceNormType::layer);
    }

    private static Layer layer(InstanceNormParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        int channels = Channels.count(bottom);
        var rows = Standardizer.epsUnderRoot(Channels.rows(bottom, bottom.countTo(2)), p.getEps());
        Shape each = Shape.of(channels);
        var affine = Affine.of(Broadcast.of(bottom, 1, each), each, scale(p), p.getBiasFiller());
        return new SampleNormLayer(bottom, rows, Optional.of(affine).filter(a -> p.getAffine()));
    }

    private static Optional<FillerParameter> scale(InstanceNormParameter p) {
        return Optional.of(p.getWeightFiller()).filter(filler -> p.hasScaleFiller());
    }
}
