package jdl.layer.vision;

import java.util.Optional;
import jdl.kernel.BatchConvolution;
import jdl.kernel.Matrix;
import jdl.layer.Bend;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = w * x + b} along two axes, over blobs with the batch innermost. */
final class BatchLastConvolutionLayer implements Layer {

    private final BatchConvolution convolution;
    private final int places;
    private final Bend bend;
    private final Plan plan;

    private BatchLastConvolutionLayer(ConvolutionGeometry g, Plan plan, Bend bend) {
        this.bend = bend;
        this.convolution = BatchConvolution.of(g.window(), g.outputs(), g.groups(), g.batch());
        this.places = g.places();
        this.plan =
                bend.plan(
                        plan.scratch(Shape.of(g.outputs()))
                                .habits(
                                        Habit.STORES_FRESH,
                                        Habit.STORES_FRESH_WEIGHTS,
                                        Habit.FORGETS_TOPS));
    }

    /** The twin of a layer with this plan; empty where there are not two axes, or more of batch. */
    static Optional<Layer> of(ConvolutionGeometry g, Plan plan, Bend bend) {
        boolean fits = g.axes().size() == 2 && g.images().rank() == 1;
        return fits ? Optional.of(new BatchLastConvolutionLayer(g, plan, bend)) : Optional.empty();
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor b = hasBias() ? p.weight(1).data() : p.scratch(0);
        if (!hasBias()) b.fill(0);
        for (int i = 0; i < p.bottoms().size(); i++)
            p.kernels()
                    .batchToTop(
                            convolution,
                            p.weight(0).data(),
                            b,
                            p.bottom(i).data(),
                            p.top(i).data(),
                            bend.slope());
    }

    @Override
    public void backward(Ports p) {
        for (Blob w : p.weights()) if (w.hasDiff() && w.fresh()) p.kernels().fill(0, w.diff());
        for (int i = 0; i < p.bottoms().size(); i++)
            if (p.top(i).hasDiff()) backward(p, p.bottom(i), p.top(i));
    }

    private void backward(Ports p, Blob bottom, Blob top) {
        bend.backward(p.kernels(), top);
        Tensor dy = top.diff();
        Blob w = p.weight(0);
        if (w.hasDiff()) p.kernels().batchToWeights(convolution, bottom.data(), dy, w.diff());
        if (hasBias() && p.weight(1).hasDiff()) {
            Matrix planes = Matrix.of(dy, convolution.outputs(), places * convolution.batch());
            p.kernels().sumColumns(planes, p.weight(1).diff());
        }
        if (bottom.hasDiff())
            p.kernels().batchToBottom(convolution, w.data(), dy, bottom.diff(), bottom.fresh());
    }

    private boolean hasBias() {
        return plan.weights().size() == 2;
    }
}
