package jdl.layer.common;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.LayerType;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * The type "SpatialDropout": dropout of whole channels, {@code y = mask[n, c] · x}; all that lies
 * behind the first two axes is dropped or kept together (Tompson et al. 2015).
 */
@AutoService(LayerType.class)
public final class SpatialDropoutType extends LayerType {

    public SpatialDropoutType() {
        super(
                "SpatialDropout",
                1,
                LayerParameter::getDropoutParam,
                (p, bottoms) ->
                        new DropoutLayer(Dropping.toZero(p), channels(bottoms.get(0)), bottoms));
    }

    private static int channels(Shape x) {
        if (x.rank() < 2) throw Failure.config("wants a bottom with channels, not " + x);
        return 2;
    }
}
