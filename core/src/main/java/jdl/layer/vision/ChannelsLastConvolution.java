package jdl.layer.vision;

import java.util.Optional;
import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Matrix;
import jdl.layer.Bend;
import jdl.layer.Habit;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A convolution over images whose channels lie last, and perhaps the ReLU behind it. */
final class ChannelsLastConvolution implements Layer {

    private final Convolution sizes;
    private final Bend bend;
    private final Plan plan;

    ChannelsLastConvolution(Convolution sizes, Plan plain, Bend bend) {
        this.sizes = sizes;
        this.bend = bend;
        this.plan =
                bend.plan(
                        Plan.tops(plain.tops())
                                .weights(plain.weights())
                                .scratch(Shape.of(sizes.scratch()))
                                .habits(
                                        Habit.STORES_FRESH,
                                        Habit.STORES_FRESH_WEIGHTS,
                                        Habit.FORGETS_TOPS));
    }

    /** The twin of a layer with this plan; empty where kernels do not know it. */
    static Optional<Layer> of(ConvolutionGeometry g, Plan plan, Bend bend) {
        return g.sizes().map(sizes -> new ChannelsLastConvolution(sizes, plan, bend));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        var finish =
                hasBias()
                        ? new Finish(p.weight(1).data(), bend.slope())
                        : Finish.bent(bend.slope());
        for (int i = 0; i < p.bottoms().size(); i++)
            p.kernels()
                    .convolve(
                            sizes,
                            p.weight(0).data(),
                            p.scratch(0),
                            p.bottom(i).data(),
                            p.top(i).data(),
                            finish);
    }

    @Override
    public void backward(Ports p) {
        boolean fresh = true;
        for (int i = 0; i < p.bottoms().size(); i++) {
            if (!p.top(i).hasDiff()) continue;
            bend.backward(p.kernels(), p.top(i));
            Tensor dy = p.top(i).diff();
            toWeights(p, p.bottom(i).data(), dy, fresh);
            fresh = false;
            Blob x = p.bottom(i);
            if (x.hasDiff())
                p.kernels()
                        .convolveToBottom(
                                sizes, p.weight(0).data(), p.scratch(0), dy, x.diff(), !x.fresh());
        }
    }

    private void toWeights(Ports p, Tensor x, Tensor dy, boolean first) {
        Blob w = p.weight(0);
        if (w.hasDiff())
            p.kernels()
                    .convolveToWeights(sizes, x, p.scratch(0), dy, w.diff(), !(first && w.fresh()));
        if (!hasBias() || !p.weight(1).hasDiff()) return;
        Tensor db = p.weight(1).diff();
        if (first && p.weight(1).fresh()) p.kernels().fill(0, db);
        p.kernels().sumRows(Matrix.of(dy, sizes.images() * sizes.places(), sizes.outputs()), db);
    }

    private boolean hasBias() {
        return plan.weights().size() == 2;
    }
}
