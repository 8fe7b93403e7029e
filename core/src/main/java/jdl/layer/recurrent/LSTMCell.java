package jdl.layer.recurrent;

import jdl.kernel.FastMath;

/** {@code c' = σ(f) c + σ(i) tanh(g); h' = σ(o) tanh(c')}; the sums lie in the order i, f, o, g. */
final class LSTMCell implements Cell {

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public boolean apart() {
        return false;
    }

    @Override
    public void forward(Step step, int row) {
        int d = step.outputs();
        float[] sums = step.sums().array();
        int at = step.sums().offset() + row * 4 * d;
        for (int k = at; k < at + 3 * d; k++) sums[k] = FastMath.sigmoid(sums[k]);
        for (int k = at + 3 * d; k < at + 4 * d; k++) sums[k] = FastMath.tanh(sums[k]);
        float[] c = step.after().get(1).array();
        int atC = step.after().get(1).offset() + row * d;
        remember(step, row, c, atC);
        float[] h = step.after().get(0).array();
        int atH = step.after().get(0).offset() + row * d;
        for (int k = 0; k < d; k++) h[atH + k] = sums[at + 2 * d + k] * FastMath.tanh(c[atC + k]);
    }

    /** {@code c' = f c + i g}, of gates. */
    private static void remember(Step step, int row, float[] into, int to) {
        int d = step.outputs();
        float[] gates = step.sums().array();
        int i = step.sums().offset() + row * 4 * d;
        float[] c = step.before().get(1).array();
        int at = step.before().get(1).offset() + row * d;
        for (int k = 0; k < d; k++)
            into[to + k] = gates[i + d + k] * c[at + k] + gates[i + k] * gates[i + 3 * d + k];
    }

    @Override
    public void backward(Step step, int row) {
        int d = step.outputs();
        float[] gates = step.sums().array();
        int at = step.sums().offset() + row * 4 * d;
        float[] c = step.before().get(1).array();
        int atC = step.before().get(1).offset() + row * d;
        float[] dh = step.after().get(0).array();
        int atDh = step.after().get(0).offset() + row * d;
        float[] dc = step.after().get(1).array();
        int atDc = step.after().get(1).offset() + row * d;
        for (int k = 0; k < d; k++) {
            float i = gates[at + k];
            float f = gates[at + d + k];
            float o = gates[at + 2 * d + k];
            float g = gates[at + 3 * d + k];
            float tanh = FastMath.tanh(f * c[atC + k] + i * g);
            float slope = dh[atDh + k];
            float down = dc[atDc + k] + slope * o * (1 - tanh * tanh);
            gates[at + k] = down * g * i * (1 - i);
            gates[at + d + k] = down * c[atC + k] * f * (1 - f);
            gates[at + 2 * d + k] = slope * tanh * o * (1 - o);
            gates[at + 3 * d + k] = down * i * (1 - g * g);
            dc[atDc + k] = down * f;
            dh[atDh + k] = 0;
        }
    }
}
