package jdl.layer;

import com.google.auto.service.AutoService;
import jdl.proto.LayerParameter;
import jdl.proto.TanHParameter;

/** The type "TanH": {@code y = tanh(x)}. */
@AutoService(LayerType.class)
public final class TanHType extends LayerType {

    public TanHType() {
        super(
                "TanH",
                1,
                LayerParameter::getTanhParam,
                (p, bottoms) -> new PointwiseLayer(function(p), bottoms));
    }

    private static PointwiseLayer.Function function(TanHParameter p) {

        return new PointwiseLayer.Function() {
            @Override
            public float value(float x) {
                return (float) StrictMath.tanh(x);
            }

            @Override
            public float slope(float x, float y) {
                return 1 - y * y;
            }
        };
    }
}
