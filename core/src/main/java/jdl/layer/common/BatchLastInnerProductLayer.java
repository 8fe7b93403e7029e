package jdl.layer.common;

import jdl.kernel.Matrix;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** {@code y = w x + b}, where each column of x and y is an image. */
final class BatchLastInnerProductLayer implements Layer {

    private final int batch;
    private final int inputs;
    private final int outputs;
    private final boolean transposed;
    private final Plan plan;

    BatchLastInnerProductLayer(int batch, int inputs, int outputs, boolean transposed, Plan plan) {
        this.batch = batch;
        this.inputs = inputs;
        this.outputs = outputs;
        this.transposed = transposed;
        this.plan = plan;
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Matrix y = Matrix.of(p.top(0).data(), outputs, batch);
        Matrix x = Matrix.of(p.bottom(0).data(), inputs, batch);
        p.kernels().multiply(weights(p.weight(0).data()), x, y);
        if (hasBias()) p.kernels().addToColumns(p.weight(1).data(), y);
    }

    @Override
    public void backward(Ports p) {
        Matrix dy = Matrix.of(p.top(0).diff(), outputs, batch);
        if (p.weight(0).hasDiff()) toWeights(p, dy);
        if (hasBias() && p.weight(1).hasDiff()) {
            Tensor db = p.weight(1).diff();
            if (p.weight(1).fresh()) p.kernels().fill(0, db);
            p.kernels().sumColumns(dy, db);
        }
        if (p.bottom(0).hasDiff()) {
            Matrix dx = Matrix.of(p.bottom(0).diff(), inputs, batch);
            product(p, p.bottom(0), weights(p.weight(0).data()).transposed(), dy, dx);
        }
    }

    private static void product(Ports p, Blob blob, Matrix a, Matrix b, Matrix diff) {
        if (blob.fresh()) p.kernels().multiply(a, b, diff);
        else p.kernels().multiplyAdd(a, b, diff);
    }

    private void toWeights(Ports p, Matrix dy) {
        Matrix x = Matrix.of(p.bottom(0).data(), inputs, batch);
        Matrix dw = weights(p.weight(0).diff());
        if (transposed) product(p, p.weight(0), x, dy.transposed(), dw.transposed());
        else product(p, p.weight(0), dy, x.transposed(), dw);
    }

    private boolean hasBias() {
        return plan.weights().size() == 2;
    }

    /** Outputs × inputs, however they lie. */
    private Matrix weights(Tensor w) {
        return transposed
                ? Matrix.of(w, inputs, outputs).transposed()
                : Matrix.of(w, outputs, inputs);
    }
}
