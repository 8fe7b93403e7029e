package jdl.solver;

import java.util.List;

/** Policies that came after Caffe. */
sealed interface NewerPolicy extends LrPolicy {

    /** In front of any other: a line from {@code start} to what the other says of its end. */
    record WarmUp(double start, int iters, LrPolicy then) implements NewerPolicy {
        @Override
        public double rate(int iter) {
            if (iter >= iters) return then.rate(iter);
            return start + (then.rate(iters) - start) * iter / iters;
        }

        @Override
        public int steps(int iter) {
            return then.steps(iter);
        }

        @Override
        public LrPolicy after(int drops) {
            return new WarmUp(start, iters, then.after(drops));
        }
    }

    /**
     * {@code min + (base - min) · (1 + cos(π · done)) / 2}, where done goes from 0 to 1 in {@code
     * first} iterations, then again in {@code mult} times as many, and so on (Loshchilov and Hutter
     * 2016).
     */
    record Cosine(double base, double min, int first, double mult) implements NewerPolicy {
        @Override
        public double rate(int iter) {
            double done = mult == 1 ? iter / (double) first % 1 : ofGrowing(iter);
            return min + (base - min) * (1 + StrictMath.cos(Math.PI * done)) / 2;
        }

        private double ofGrowing(int iter) {
            double begin = 0;
            double length = first;
            while (iter >= begin + length) {
                begin += length;
                length *= mult;
            }
            return (iter - begin) / length;
        }
    }

    /**
     * A line from {@code low} up to {@code base} in a share of all iterations, down again in as
     * many, and in the rest to {@code min} (Smith 2018).
     */
    record OneCycle(double low, double base, double min, int iters, double up)
            implements NewerPolicy {
        @Override
        public double rate(int iter) {
            double done = Math.min(1, iter / (double) iters);
            if (done < up) return low + (base - low) * done / up;
            if (done < 2 * up) return base - (base - low) * (done - up) / up;
            return up >= 0.5 ? low : low - (low - min) * (done - 2 * up) / (1 - 2 * up);
        }
    }

    /** {@code base}, and from each of the given iterations on another rate. */
    record Piecewise(double base, List<Integer> at, List<Double> rates) implements NewerPolicy {
        @Override
        public double rate(int iter) {
            int past = 0;
            while (past < at.size() && at.get(past) <= iter) past++;
            return past == 0 ? base : rates.get(past - 1);
        }
    }

    /** {@code base · gamma^drops}, but no less than min; {@link PlateauWatch} counts the drops. */
    record Plateau(double base, double gamma, double min, int drops) implements NewerPolicy {
        @Override
        public double rate(int iter) {
            return Math.max(min, base * StrictMath.pow(gamma, drops));
        }

        @Override
        public LrPolicy after(int drops) {
            return new Plateau(base, gamma, min, drops);
        }
    }
}
