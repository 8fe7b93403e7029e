package jdl.layer;

import com.google.auto.service.AutoService;
import jdl.proto.LayerParameter;
import jdl.proto.ReLUParameter;

/** The type "ReLU": {@code y = x where x > 0, negative_slope · x elsewhere}. */
@AutoService(LayerType.class)
public final class ReLUType extends LayerType {

    public ReLUType() {
        super(
                "ReLU",
                1,
                LayerParameter::getReluParam,
                (p, bottoms) -> new PointwiseLayer(function(p), bottoms));
    }

    private static PointwiseLayer.Function function(ReLUParameter p) {
        float slope = p.getNegativeSlope();
        return new PointwiseLayer.Function() {
            @Override
            public float value(float x) {
                return x > 0 ? x : slope * x;
            }

            @Override
            public float slope(float x, float y) {
                return x > 0 ? 1 : slope;
            }
        };
    }
}
