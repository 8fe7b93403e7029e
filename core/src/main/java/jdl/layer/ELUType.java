package jdl.layer;

import com.google.auto.service.AutoService;
import jdl.proto.ELUParameter;
import jdl.proto.LayerParameter;

/** The type "ELU": {@code y = x where x > 0, alpha · (exp(x) - 1) elsewhere}. */
@AutoService(LayerType.class)
public final class ELUType extends LayerType {

    public ELUType() {
        super(
                "ELU",
                1,
                LayerParameter::getEluParam,
                (p, bottoms) -> new PointwiseLayer(function(p), bottoms));
    }

    private static PointwiseLayer.Function function(ELUParameter p) {
        float alpha = p.getAlpha();
        return new PointwiseLayer.Function() {
            @Override
            public float value(float x) {
                return x > 0 ? x : (float) (alpha * StrictMath.expm1(x));
            }

            @Override
            public float slope(float x, float y) {
                return x > 0 ? 1 : y + alpha;
            }
        };
    }
}
