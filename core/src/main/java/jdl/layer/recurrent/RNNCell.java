package jdl.layer.recurrent;

import jdl.kernel.FastMath;

/** {@code h' = tanh(a)}. */
final class RNNCell implements Cell {

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public boolean apart() {
        return false;
    }

    @Override
    public void forward(Step step, int row) {
        int d = step.outputs();
        float[] sums = step.sums().array();
        int at = step.sums().offset() + row * d;
        for (int k = at; k < at + d; k++) sums[k] = FastMath.tanh(sums[k]);
        int to = step.after().get(0).offset() + row * d;
        System.arraycopy(sums, at, step.after().get(0).array(), to, d);
    }

    @Override
    public void backward(Step step, int row) {
        int d = step.outputs();
        float[] h = step.sums().array();
        int at = step.sums().offset() + row * d;
        float[] dh = step.after().get(0).array();
        int atDh = step.after().get(0).offset() + row * d;
        for (int k = 0; k < d; k++) {
            h[at + k] = dh[atDh + k] * (1 - h[at + k] * h[at + k]);
            dh[atDh + k] = 0;
        }
    }
}
