package jdl.layer.recurrent;

import jdl.kernel.FastMath;

/**
 * {@code h' = (1 - z) n + z h} with {@code r = σ(ar + ur); z = σ(az + uz); n = tanh(an + r un)},
 * where a are the sums of x and u those of h, in the order r, z, n.
 */
final class GRUCell implements Cell {

    @Override
    public int gates() {
        return 3;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public boolean apart() {
        return true;
    }

    @Override
    public void forward(Step step, int row) {
        int d = step.outputs();
        float[] a = step.sums().array();
        int at = step.sums().offset() + row * 3 * d;
        float[] u = step.fromState().array();
        int atU = step.fromState().offset() + row * 3 * d;
        for (int k = 0; k < 2 * d; k++) a[at + k] = FastMath.sigmoid(a[at + k] + u[atU + k]);
        for (int k = 0; k < d; k++) {
            int n = at + 2 * d + k;
            a[n] = FastMath.tanh(a[n] + a[at + k] * u[atU + 2 * d + k]);
        }
        float[] h = step.before().get(0).array();
        int atH = step.before().get(0).offset() + row * d;
        float[] after = step.after().get(0).array();
        int to = step.after().get(0).offset() + row * d;
        for (int k = 0; k < d; k++) {
            float z = a[at + d + k];
            after[to + k] = (1 - z) * a[at + 2 * d + k] + z * h[atH + k];
        }
    }

    @Override
    public void backward(Step step, int row) {
        int d = step.outputs();
        float[] a = step.sums().array();
        int at = step.sums().offset() + row * 3 * d;
        float[] u = step.fromState().array();
        int atU = step.fromState().offset() + row * 3 * d;
        float[] h = step.before().get(0).array();
        int atH = step.before().get(0).offset() + row * d;
        float[] dh = step.after().get(0).array();
        int atDh = step.after().get(0).offset() + row * d;
        for (int k = 0; k < d; k++) {
            float r = a[at + k];
            float z = a[at + d + k];
            float n = a[at + 2 * d + k];
            float slope = dh[atDh + k];
            float dn = slope * (1 - z) * (1 - n * n);
            float dr = dn * u[atU + 2 * d + k] * r * (1 - r);
            float dz = slope * (h[atH + k] - n) * z * (1 - z);
            a[at + k] = u[atU + k] = dr;
            a[at + d + k] = u[atU + d + k] = dz;
            a[at + 2 * d + k] = dn;
            u[atU + 2 * d + k] = dn * r;
            dh[atDh + k] = slope * z;
        }
    }
}
