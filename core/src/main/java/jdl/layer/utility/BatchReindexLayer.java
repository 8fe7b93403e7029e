package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Indices;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code yᵢ = x[indexᵢ]}: samples of the first bottom, picked, reordered, repeated by the second.
 */
final class BatchReindexLayer implements Layer {

    private final int samples;
    private final int picked;
    private final Indices indices;
    private final Plan plan;

    BatchReindexLayer(List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        Shape index = bottoms.get(1);
        if (x.rank() < 1) throw Failure.config("wants a first bottom with samples, not a scalar");
        if (index.rank() != 1)
            throw Failure.config("wants indices of one axis in its second bottom, not " + index);
        samples = x.dim(0);
        picked = index.dim(0);
        indices = new Indices(samples, "samples of its first bottom");
        plan = Plan.tops(x.with(0, picked)).labels(1);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor index = p.bottom(1).data();
        Tensor y = p.top(0).data();
        for (int i = 0; i < picked; i++)
            y.part(i, picked).copyFrom(x.part(indices.at(index, i), samples));
    }

    @Override
    public void backward(Ports p) {
        if (!p.bottom(0).hasDiff()) return;
        Tensor dx = p.bottom(0).diff();
        Tensor index = p.bottom(1).data();
        Tensor dy = p.top(0).diff();
        for (int i = 0; i < picked; i++)
            p.kernels().axpy(1, dy.part(i, picked), dx.part(indices.at(index, i), samples));
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "BatchReindex",
                    Arity.exactly(2),
                    Arity.exactly(1),
                    (layer, bottoms) -> new BatchReindexLayer(bottoms));
        }
    }
}
