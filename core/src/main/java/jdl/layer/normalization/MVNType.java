package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.LayerParameter;
import jdl.proto.MVNParameter;
import jdl.tensor.Shape;

/**
 * {@code y = (x - mean) / (√variance + eps)} for each channel of each image, or for each image
 * (Caffe's mvn_layer.cpp; its slope is exact here for any eps).
 */
@AutoService(LayerType.class)
public final class MVNType extends LayerType {

    public MVNType() {
        super("MVN", 1, LayerParameter::getMvnParam, MVNType::layer);
    }

    private static Layer layer(MVNParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        int axes = p.getAcrossChannels() ? 1 : 2;
        var rows = Channels.rows(bottom, bottom.countTo(Math.min(axes, bottom.rank())));
        var standardizer =
                p.getNormalizeVariance()
                        ? Standardizer.epsBesideRoot(rows, p.getEps())
                        : Standardizer.withoutVariance(rows);
        return new SampleNormLayer(bottom, standardizer, Optional.empty());
    }
}
