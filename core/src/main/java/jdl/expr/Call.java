package jdl.expr;

import java.util.List;
import jdl.kernel.Op;

/** A formula that is an operation on other formulas; each knows its rule of differentiation. */
public sealed interface Call extends Expr
        permits Call.Sum, Call.Product, Call.Quotient, Call.Power, Call.Where, Function {

    Op op();

    List<Expr> operands();

    record Sum(Expr a, Expr b) implements Call {

        @Override
        public double value(double... inputs) {
            return a.value(inputs) + b.value(inputs);
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).plus(b.slope(input));
        }

        @Override
        public Op op() {
            return Op.ADD;
        }

        @Override
        public List<Expr> operands() {
            return List.of(a, b);
        }
    }

    record Product(Expr a, Expr b) implements Call {

        @Override
        public double value(double... inputs) {
            return a.value(inputs) * b.value(inputs);
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).times(b).plus(a.times(b.slope(input)));
        }

        @Override
        public Op op() {
            return Op.MULTIPLY;
        }

        @Override
        public List<Expr> operands() {
            return List.of(a, b);
        }
    }

    record Quotient(Expr a, Expr b) implements Call {

        @Override
        public double value(double... inputs) {
            return a.value(inputs) / b.value(inputs);
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).over(b).minus(over(b).times(b.slope(input)));
        }

        @Override
        public Op op() {
            return Op.DIVIDE;
        }

        @Override
        public List<Expr> operands() {
            return List.of(a, b);
        }
    }

    record Power(Expr a, double exponent) implements Call {

        @Override
        public double value(double... inputs) {
            return StrictMath.pow(a.value(inputs), exponent);
        }

        @Override
        public Expr slope(int input) {
            return a.slope(input).times(exponent).times(a.power(exponent - 1));
        }

        @Override
        public Op op() {
            return Op.POWER;
        }

        @Override
        public List<Expr> operands() {
            return List.of(a, Expr.constant(exponent));
        }
    }

    /** {@code condition > 0 ? positive : other}; NaN where the condition is not a number. */
    record Where(Expr condition, Expr positive, Expr other) implements Call {

        /**
         * Whether this is a number where it is above 0, else that number with a slope of 0 or up.
         */
        boolean isRectifier() {
            double slope =
                    other instanceof Product p && p.b instanceof Expr.Const c ? c.value() : 0;
            return slope >= 0 && equals(Expr.rectified(condition, slope));
        }

        @Override
        public double value(double... inputs) {
            double c = condition.value(inputs);
            if (Double.isNaN(c)) return c;
            return c > 0 ? positive.value(inputs) : other.value(inputs);
        }

        @Override
        public Expr slope(int input) {
            return Expr.where(condition, positive.slope(input), other.slope(input));
        }

        @Override
        public Op op() {
            return Op.WHERE;
        }

        @Override
        public List<Expr> operands() {
            return List.of(condition, positive, other);
        }
    }
}
