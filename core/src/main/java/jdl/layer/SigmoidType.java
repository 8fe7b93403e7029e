package jdl.layer;

import com.google.auto.service.AutoService;
import jdl.proto.LayerParameter;
import jdl.proto.SigmoidParameter;

/** The type "Sigmoid": {@code y = 1 / (1 + exp(-x))}. */
@AutoService(LayerType.class)
public final class SigmoidType extends LayerType {

    public SigmoidType() {
        super(
                "Sigmoid",
                1,
                LayerParameter::getSigmoidParam,
                (p, bottoms) -> new PointwiseLayer(function(p), bottoms));
    }

    private static PointwiseLayer.Function function(SigmoidParameter p) {

        return new PointwiseLayer.Function() {
            @Override
            public float value(float x) {
                return (float) (1 / (1 + StrictMath.exp(-x)));
            }

            @Override
            public float slope(float x, float y) {
                return y * (1 - y);
            }
        };
    }
}
