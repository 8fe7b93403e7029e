package jdl.expr;

import java.util.List;
import jdl.expr.Expr.Const;
import jdl.kernel.Op;

/** A function of one formula. */
public sealed interface Function extends Call {

    Expr a();

    @Override
    default List<Expr> operands() {
        return List.of(a());
    }

    record Exp(Expr a) implements Function {

        @Override
        public double value(double... inputs) {
            return StrictMath.exp(a.value(inputs));
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).times(this);
        }

        @Override
        public Op op() {
            return Op.EXP;
        }
    }

    record Log(Expr a) implements Function {

        @Override
        public double value(double... inputs) {
            return StrictMath.log(a.value(inputs));
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).over(a);
        }

        @Override
        public Op op() {
            return Op.LOG;
        }
    }

    record Tanh(Expr a) implements Function {

        @Override
        public double value(double... inputs) {
            return StrictMath.tanh(a.value(inputs));
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).times(Const.ONE.minus(times(this)));
        }

        @Override
        public Op op() {
            return Op.TANH;
        }
    }

    record Sigmoid(Expr a) implements Function {

        @Override
        public double value(double... inputs) {
            return 1 / (1 + StrictMath.exp(-a.value(inputs)));
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).times(this).times(Const.ONE.minus(this));
        }

        @Override
        public Op op() {
            return Op.SIGMOID;
        }
    }

    record NormalCdf(Expr a) implements Function {

        private static final double PEAK = 1 / Math.sqrt(2 * Math.PI);

        @Override
        public double value(double... inputs) {
            return jdl.kernel.NormalCdf.precise(a.value(inputs));
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).times(a.times(a).times(-0.5).exp().times(PEAK));
        }

        @Override
        public Op op() {
            return Op.NORMAL_CDF;
        }
    }

    record Abs(Expr a) implements Function {

        @Override
        public double value(double... inputs) {
            return Math.abs(a.value(inputs));
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).times(Expr.sign(a));
        }

        @Override
        public Op op() {
            return Op.ABS;
        }
    }
}
