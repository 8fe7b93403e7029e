package jdl.layer.common;

import com.google.auto.service.AutoService;
import jdl.layer.LayerType;
import jdl.proto.LayerParameter;

/**
 * The type "Dropout": in training {@code y = mask · x}, where the mask is 0 with chance {@code
 * dropout_ratio} and otherwise {@code 1 / (1 - dropout_ratio)}; else {@code y = x}.
 */
@AutoService(LayerType.class)
public final class DropoutType extends LayerType {

    public DropoutType() {
        super(
                "Dropout",
                1,
                LayerParameter::getDropoutParam,
                (p, bottoms) ->
                        new DropoutLayer(Dropping.toZero(p), bottoms.get(0).rank(), bottoms));
    }
}
