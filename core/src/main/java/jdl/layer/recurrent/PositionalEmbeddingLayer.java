package jdl.layer.recurrent;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Matrix;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.FillerParameter;
import jdl.proto.LayerParameter;
import jdl.proto.PositionalEmbeddingParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = x + e(t)} for x [T, N, C]: a vector for each step, weights [T, C] or {@code e(t)₂ᵢ =
 * sin(t / 10000^(2i/C)), e(t)₂ᵢ₊₁ = cos(t / 10000^(2i/C))} (Vaswani et al. 2017).
 */
final class PositionalEmbeddingLayer implements Layer {

    private final int steps;
    private final int streams;
    private final int width;
    private final boolean learned;
    private final Plan plan;

    PositionalEmbeddingLayer(PositionalEmbeddingParameter settings, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        if (x.rank() < 3)
            throw Failure.config("wants a bottom of shape [steps, streams, ...], but got " + x);
        steps = x.dim(0);
        streams = x.dim(1);
        width = x.countFrom(2);
        learned = settings.getKind() == PositionalEmbeddingParameter.Kind.LEARNED;
        Shape vectors = Shape.of(steps, width);
        plan =
                learned
                        ? Plan.tops(x).weights(List.of(new WeightSpec(vectors, filler(settings))))
                        : Plan.tops(x).scratch(vectors);
    }

    private static FillerParameter filler(PositionalEmbeddingParameter settings) {
        var usual = FillerParameter.newBuilder().setType("gaussian").setStd(0.02f).build();
        return settings.hasWeightFiller() ? settings.getWeightFiller() : usual;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor vectors = learned ? p.weight(0).data() : p.scratch(0);
        p.top(0).data().copyFrom(p.bottom(0).data());
        p.forEach(
                steps,
                t -> {
                    Tensor vector = vectors.part(t, steps);
                    if (!learned) waves(t, vector);
                    p.kernels().addToRows(vector, step(p.top(0).data(), t));
                });
    }

    private void waves(int t, Tensor vector) {
        for (int i = 0; i < width; i++) {
            double angle = t / StrictMath.pow(10_000, (i - i % 2) / (double) width);
            vector.set(i, (float) (i % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle)));
        }
    }

    @Override
    public void backward(Ports p) {
        if (p.bottom(0).hasDiff()) p.kernels().axpy(1, p.top(0).diff(), p.bottom(0).diff());
        if (!learned || !p.weight(0).hasDiff()) return;
        for (int t = 0; t < steps; t++)
            p.kernels().sumRows(step(p.top(0).diff(), t), p.weight(0).diff().part(t, steps));
    }

    private Matrix step(Tensor all, int t) {
        return Matrix.of(all.part(t, steps), streams, width);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "PositionalEmbedding",
                    1,
                    LayerParameter::getPositionalEmbeddingParam,
                    PositionalEmbeddingLayer::new);
        }
    }
}
