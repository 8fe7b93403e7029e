package jdl.kernel.vector;

import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdl.kernel.vector.Tile.LANES;
import static jdl.kernel.vector.Tile.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdl.kernel.Stretch;
import jdl.kernel.UpdateLoops;

/** The loops that move weights over vectors, with the bits of the plain ones. */
interface UpdateVectors extends UpdateLoops {

    @Override
    default void sgd(Stretch s, float rate, float momentum) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector step =
                    fromArray(SPECIES, h, atH + i)
                            .mul(momentum)
                            .add(fromArray(SPECIES, g, atG + i).mul(rate));
            step.intoArray(h, atH + i);
            fromArray(SPECIES, w, atW + i).sub(step).intoArray(w, atW + i);
        }
        UpdateLoops.super.sgd(s.after(end), rate, momentum);
    }

    @Override
    default void nesterov(Stretch s, float rate, float momentum) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        float ahead = 1 + momentum;
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector past = fromArray(SPECIES, h, atH + i).mul(momentum);
            FloatVector step = fromArray(SPECIES, g, atG + i).mul(rate).add(past);
            step.intoArray(h, atH + i);
            fromArray(SPECIES, w, atW + i).sub(step.mul(ahead).sub(past)).intoArray(w, atW + i);
        }
        UpdateLoops.super.nesterov(s.after(end), rate, momentum);
    }

    @Override
    default void adaGrad(Stretch s, float rate, float delta) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector slope = fromArray(SPECIES, g, atG + i);
            FloatVector sum = fromArray(SPECIES, h, atH + i).add(slope.mul(slope));
            sum.intoArray(h, atH + i);
            FloatVector step = slope.div(sum.sqrt().add(delta)).mul(rate);
            fromArray(SPECIES, w, atW + i).sub(step).intoArray(w, atW + i);
        }
        UpdateLoops.super.adaGrad(s.after(end), rate, delta);
    }

    @Override
    default void rmsProp(Stretch s, float rate, float past, float delta) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        float now = 1 - past;
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector slope = fromArray(SPECIES, g, atG + i);
            FloatVector mean =
                    slope.mul(slope).mul(now).add(fromArray(SPECIES, h, atH + i).mul(past));
            mean.intoArray(h, atH + i);
            FloatVector step = slope.div(mean.sqrt().add(delta)).mul(rate);
            fromArray(SPECIES, w, atW + i).sub(step).intoArray(w, atW + i);
        }
        UpdateLoops.super.rmsProp(s.after(end), rate, past, delta);
    }

    @Override
    default void adaDelta(Stretch s, float rate, float past, float delta) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        float[] k = s.k();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int atK = s.atK();
        float now = 1 - past;
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector slope = fromArray(SPECIES, g, atG + i);
            FloatVector mean =
                    slope.mul(slope).mul(now).add(fromArray(SPECIES, h, atH + i).mul(past));
            FloatVector moved = fromArray(SPECIES, k, atK + i);
            FloatVector u = slope.mul(moved.add(delta).div(mean.add(delta)).sqrt());
            mean.intoArray(h, atH + i);
            u.mul(u).mul(now).add(moved.mul(past)).intoArray(k, atK + i);
            fromArray(SPECIES, w, atW + i).sub(u.mul(rate)).intoArray(w, atW + i);
        }
        UpdateLoops.super.adaDelta(s.after(end), rate, past, delta);
    }

    @Override
    default void adam(Stretch s, float rate, float beta1, float beta2, float delta, float keep) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        float[] k = s.k();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int atK = s.atK();
        float now1 = 1 - beta1;
        float now2 = 1 - beta2;
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector slope = fromArray(SPECIES, g, atG + i);
            FloatVector mean = slope.mul(now1).add(fromArray(SPECIES, h, atH + i).mul(beta1));
            FloatVector square =
                    slope.mul(slope).mul(now2).add(fromArray(SPECIES, k, atK + i).mul(beta2));
            mean.intoArray(h, atH + i);
            square.intoArray(k, atK + i);
            FloatVector step = mean.div(square.sqrt().add(delta)).mul(rate);
            fromArray(SPECIES, w, atW + i).mul(keep).sub(step).intoArray(w, atW + i);
        }
        UpdateLoops.super.adam(s.after(end), rate, beta1, beta2, delta, keep);
    }

    @Override
    default void lamb(Stretch s, float rate, float beta1, float beta2, float delta, float decay) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        float[] k = s.k();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        int atK = s.atK();
        float now1 = 1 - beta1;
        float now2 = 1 - beta2;
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector slope = fromArray(SPECIES, g, atG + i);
            FloatVector mean = slope.mul(now1).add(fromArray(SPECIES, h, atH + i).mul(beta1));
            FloatVector square =
                    slope.mul(slope).mul(now2).add(fromArray(SPECIES, k, atK + i).mul(beta2));
            mean.intoArray(h, atH + i);
            square.intoArray(k, atK + i);
            FloatVector step = mean.div(square.sqrt().add(delta)).mul(rate);
            step.add(fromArray(SPECIES, w, atW + i).mul(decay)).intoArray(g, atG + i);
        }
        UpdateLoops.super.lamb(s.after(end), rate, beta1, beta2, delta, decay);
    }

    @Override
    default void lion(Stretch s, float rate, float beta1, float beta2, float keep) {
        float[] w = s.w();
        float[] g = s.g();
        float[] h = s.h();
        int atW = s.atW();
        int atG = s.atG();
        int atH = s.atH();
        float now1 = 1 - beta1;
        float now2 = 1 - beta2;
        int end = SPECIES.loopBound(s.count());
        for (int i = 0; i < end; i += LANES) {
            FloatVector slope = fromArray(SPECIES, g, atG + i);
            FloatVector mean = fromArray(SPECIES, h, atH + i);
            FloatVector sum = slope.mul(now1).add(mean.mul(beta1));
            FloatVector sign = sum.blend(1, sum.compare(GT, 0)).blend(-1, sum.compare(LT, 0));
            fromArray(SPECIES, w, atW + i).mul(keep).sub(sign.mul(rate)).intoArray(w, atW + i);
            slope.mul(now2).add(mean.mul(beta2)).intoArray(h, atH + i);
        }
        UpdateLoops.super.lion(s.after(end), rate, beta1, beta2, keep);
    }
}
