package jdl.layer.common;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Matrix;
import jdl.layer.Indices;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.WeightSpec;
import jdl.proto.EmbedParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code yᵢ = w[indexᵢ] + b}: a learnt row for each index. The indices get no gradient. */
final class EmbedLayer implements Layer {

    private final int count;
    private final int words;
    private final int outputs;
    private final boolean bias;
    private final Indices indices;
    private final Plan plan;

    EmbedLayer(EmbedParameter p, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        count = x.count();
        words = p.getInputDim();
        outputs = p.getNumOutput();
        bias = p.getBiasTerm();
        if (outputs < 1) throw Failure.config("num_output must be at least 1");
        if (words < 1) throw Failure.config("input_dim must be at least 1");
        indices = new Indices(words, "rows that input_dim gives");
        var weight = new WeightSpec(Shape.of(words, outputs), p.getWeightFiller());
        var offset = new WeightSpec(Shape.of(outputs), p.getBiasFiller());
        var top = new ArrayList<>(x.dims());
        top.add(outputs);
        plan =
                Plan.tops(Shape.of(top))
                        .weights(bias ? List.of(weight, offset) : List.of(weight))
                        .labels(0);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor index = p.bottom(0).data();
        Tensor w = p.weight(0).data();
        Tensor y = p.top(0).data();
        for (int i = 0; i < count; i++)
            y.part(i, count).copyFrom(w.part(indices.at(index, i), words));
        if (bias) p.kernels().addToRows(p.weight(1).data(), Matrix.of(y, count, outputs));
    }

    @Override
    public void backward(Ports p) {
        Tensor index = p.bottom(0).data();
        Tensor dy = p.top(0).diff();
        if (p.weight(0).hasDiff()) {
            Tensor dw = p.weight(0).diff();
            for (int i = 0; i < count; i++)
                p.kernels().axpy(1, dy.part(i, count), dw.part(indices.at(index, i), words));
        }
        if (bias && p.weight(1).hasDiff())
            p.kernels().sumRows(Matrix.of(dy, count, outputs), p.weight(1).diff());
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Embed", 1, LayerParameter::getEmbedParam, EmbedLayer::new);
        }
    }
}
