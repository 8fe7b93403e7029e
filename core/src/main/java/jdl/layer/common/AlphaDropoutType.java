package jdl.layer.common;

import com.google.auto.service.AutoService;
import jdl.layer.LayerType;
import jdl.proto.LayerParameter;

/**
 * The type "AlphaDropout": in training {@code y = a x + b}, or with chance {@code dropout_ratio}
 * {@code y = b - a λ α}, the least value of SELU, a and b so that mean 0 and variance 1 stay; else
 * {@code y = x} (Klambauer et al. 2017).
 */
@AutoService(LayerType.class)
public final class AlphaDropoutType extends LayerType {

    public AlphaDropoutType() {
        super(
                "AlphaDropout",
                1,
                LayerParameter::getDropoutParam,
                (p, bottoms) ->
                        new DropoutLayer(Dropping.toFloor(p), bottoms.get(0).rank(), bottoms));
    }
}
