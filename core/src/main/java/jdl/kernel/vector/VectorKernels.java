package jdl.kernel.vector;

import jdl.kernel.BatchConvolution;
import jdl.kernel.Convolution;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Matrix;
import jdl.kernel.Peak;
import jdl.kernel.Workers;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Kernels over vectors as wide as the machine prefers. */
final class VectorKernels implements Kernels {

    private static final Tensor NOTHING = Tensor.zeros(Shape.of(0));

    private final Workers workers;
    private final Gemm gemm;
    private final ThreadLocal<Workspace> workspace = ThreadLocal.withInitial(Workspace::new);
    private final Convolutions convolutions;
    private final Loops loops = new VectorLoops();

    VectorKernels(Workers workers) {
        this.workers = workers;
        this.gemm = new Gemm(workers);
        this.convolutions = new Convolutions(workers, workspace);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Loops loops() {
        return loops;
    }

    @Override
    public void convolve(
            Convolution c, Tensor w, Tensor scratch, Tensor x, Tensor y, Finish finish) {
        if (c.isPoint()) new PointConvolution(this, c, scratch).toTop(w, x, y, finish);
        else if (isDepthwise(c)) depthwise(c, scratch).toTop(w, x, y, finish);
        else convolutions.toTop(c, w, scratch, x, y, finish);
    }

    @Override
    public void prepare(Convolution c, Tensor w, Tensor prepared) {
        if (isDepthwise(c)) Kernels.super.prepare(c, w, prepared);
        else convolutions.prepare(c, w, prepared);
    }

    @Override
    public void convolvePrepared(
            Convolution c, Tensor prepared, Tensor scratch, Tensor x, Tensor y, Finish finish) {
        if (isDepthwise(c)) depthwise(c, scratch).toTop(c.weights(prepared), x, y, finish);
        else convolutions.toTopPrepared(c, prepared, x, y, finish);
    }

    @Override
    public void convolveToBottom(
            Convolution c, Tensor w, Tensor scratch, Tensor dy, Tensor dx, boolean add) {
        if (c.isPoint()) new PointConvolution(this, c, scratch).toBottom(w, dy, dx, add);
        else if (isDepthwise(c)) depthwise(c, scratch).toBottom(w, dy, dx, add);
        else convolutions.toBottom(c, w, scratch, dy, dx, add);
    }

    @Override
    public void convolveToWeights(
            Convolution c, Tensor x, Tensor scratch, Tensor dy, Tensor dw, boolean add) {
        if (PointConvolution.suitsWeights(c))
            new PointConvolution(this, c, scratch).toWeights(x, dy, dw, add);
        else if (isDepthwise(c)) depthwise(c, scratch).toWeights(x, dy, dw, add);
        else convolutions.toWeights(c, x, dy, dw, add);
    }

    /** Channels that do not fill a vector are left to the loops for groups of any size. */
    private static boolean isDepthwise(Convolution c) {
        return c.isDepthwise() && c.channels() >= Tile.LANES;
    }

    private DepthwiseConvolution depthwise(Convolution c, Tensor scratch) {
        return new DepthwiseConvolution(workers, c, scratch, workspace);
    }

    @Override
    public Peak peak() {
        return new VectorPeak();
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c) {
        gemm.run(a, b, c, false);
    }

    @Override
    public void multiplyAdd(Matrix a, Matrix b, Matrix c) {
        gemm.run(a, b, c, true);
    }

    @Override
    public void batchToTop(
            BatchConvolution c, Tensor w, Tensor b, Tensor x, Tensor y, float slope) {
        c.check(w, x, y);
        if (c.batch() < Tile.LANES) Kernels.super.batchToTop(c, w, b, x, y, slope);
        else new BatchSummer(c.toTop(), w, b, x, y, false, workspace).run(workers, loops, slope);
    }

    @Override
    public void batchToBottom(BatchConvolution c, Tensor w, Tensor dy, Tensor dx, boolean fresh) {
        c.check(w, dx, dy);
        if (c.batch() < Tile.LANES) Kernels.super.batchToBottom(c, w, dy, dx, fresh);
        else
            new BatchSummer(c.toBottom(), w, NOTHING, dy, dx, !fresh, workspace)
                    .run(workers, loops, 1);
    }

    @Override
    public void batchToWeights(BatchConvolution c, Tensor x, Tensor dy, Tensor dw) {
        c.check(dw, x, dy);
        new BatchSlopes(c, x, dy, dw, workspace).run(workers);
    }
}
