package jdl.layer.vision;

import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * A convolution of a net that tests, over images whose channels lie last: weights are kept in the
 * order in which its kernels read them.
 */
final class PreparedConvolution implements Layer {

    private final Convolution sizes;
    private final Folded folded;
    private final ConvolutionLayer plain;
    private final Plan plan;

    PreparedConvolution(Convolution sizes, ConvolutionLayer plain, Folded folded) {
        this.sizes = sizes;
        this.plain = plain;
        this.folded = folded;
        this.plan =
                Plan.tops(plain.plan().tops())
                        .weights(folded.weights())
                        .scratch(Shape.of(sizes.scratch()))
                        .derived(Shape.of(sizes.prepared()), Shape.of(sizes.outputs()));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void derive(Ports p) {
        Tensor w = sizes.weights(p.scratch(0));
        folded.into(p.weights(), w, p.derived(1));
        p.kernels().prepare(sizes, w, p.derived(0));
    }

    @Override
    public void forward(Ports p) {
        var finish = new Finish(p.derived(1), plain.bend().slope());
        for (int i = 0; i < p.bottoms().size(); i++)
            p.kernels()
                    .convolvePrepared(
                            sizes,
                            p.derived(0),
                            p.scratch(0),
                            p.bottom(i).data(),
                            p.top(i).data(),
                            finish);
    }

    @Override
    public void backward(Ports p) {
        throw new IllegalStateException("a net that tests has no backward");
    }
}
