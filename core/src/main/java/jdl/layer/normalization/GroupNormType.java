package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.layer.Broadcast;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.FillerParameter;
import jdl.proto.GroupNormParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * {@code y = scale · (x - mean) / √(variance + eps) + shift} over groups of channels and all places
 * of one sample (Wu and He 2018); a scale and a shift for each channel.
 */
@AutoService(LayerType.class)
public final class GroupNormType extends LayerType {

    public GroupNormType() {
        super("GroupNorm", 1, LayerParameter::getGroupNormParam, GroupNormType::layer);
    }

    private static Layer layer(GroupNormParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        int channels = Channels.count(bottom);
        int groups = p.getNumGroups();
        if (channels % groups != 0)
            throw Failure.config(
                    "num_groups must divide the " + channels + " channels, but is " + groups);
        var rows =
                Standardizer.epsUnderRoot(
                        Channels.rows(bottom, bottom.dim(0) * groups), p.getEps());
        Shape each = Shape.of(channels);
        var affine = Affine.of(Broadcast.of(bottom, 1, each), each, scale(p), p.getBiasFiller());
        return new SampleNormLayer(bottom, rows, Optional.of(affine).filter(a -> p.getAffine()));
    }

    private static Optional<FillerParameter> scale(GroupNormParameter p) {
        return Optional.of(p.getWeightFiller()).filter(filler -> p.hasScaleFiller());
    }
}
