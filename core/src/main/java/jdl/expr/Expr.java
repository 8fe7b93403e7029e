package jdl.expr;

/**
 * A formula of one or several numbers, built like {@code where(x(), x(), x().exp().minus(1))}.
 * Equal formulas are equal objects.
 */
public sealed interface Expr permits Expr.Input, Expr.Const, Call {

    /** The number at a position of the argument list. */
    record Input(int index) implements Expr {

        @Override
        public double value(double... inputs) {
            return inputs[index];
        }

        @Override
        public Expr slope(int input) {
            return input == index ? Const.ONE : Const.ZERO;
        }
    }

    record Const(double value) implements Expr {

        static final Const ZERO = new Const(0);
        static final Const ONE = new Const(1);

        @Override
        public double value(double... inputs) {
            return value;
        }

        @Override
        public Expr slope(int input) {
            return Const.ZERO;
        }
    }

    /** The formula's value in double precision: the reference for every program. */
    double value(double... inputs);

    /** The derivative by one of the inputs, itself a formula. */
    Expr slope(int input);

    /** This formula of one input, with another formula in the input's place. */
    default Expr of(Expr inner) {
        return Composition.of(this, inner);
    }

    /** The first input. */
    static Expr x() {
        return input(0);
    }

    /** The second input. */
    static Expr y() {
        return input(1);
    }

    static Expr input(int index) {
        return new Input(index);
    }

    static Expr constant(double value) {
        return new Const(value + 0.0); // so that -0 is 0
    }

    static Expr where(Expr condition, Expr positive, Expr other) {
        return positive.equals(other) ? positive : new Call.Where(condition, positive, other);
    }

    /** 1, 0 or -1. */
    static Expr sign(Expr a) {
        return where(a, Const.ONE, where(a.negated(), constant(-1), Const.ZERO));
    }

    /**
     * a where it is above 0, else its product with a slope, so that what is not a number stays so.
     */
    static Expr rectified(Expr a, double slope) {
        return where(a, a, slope == 0 ? a.minus(a) : a.times(slope));
    }

    static Expr max(Expr a, Expr b) {
        return where(a.minus(b), a, b);
    }

    static Expr min(Expr a, Expr b) {
        return where(a.minus(b), b, a);
    }

    default Expr plus(Expr b) {
        if (this instanceof Const p && b instanceof Const q) return constant(p.value + q.value);
        if (equals(Const.ZERO)) return b;
        return b.equals(Const.ZERO) ? this : new Call.Sum(this, b);
    }

    /** Zero, as a constant, times anything is zero. */
    default Expr times(Expr b) {
        if (this instanceof Const p && b instanceof Const q) return constant(p.value * q.value);
        if (equals(Const.ZERO) || b.equals(Const.ZERO)) return Const.ZERO;
        if (equals(Const.ONE)) return b;
        return b.equals(Const.ONE) ? this : new Call.Product(this, b);
    }

    default Expr over(Expr b) {
        if (this instanceof Const p && b instanceof Const q) return constant(p.value / q.value);
        return equals(Const.ZERO) || b.equals(Const.ONE) ? this : new Call.Quotient(this, b);
    }

    default Expr minus(Expr b) {
        return plus(b.negated());
    }

    default Expr negated() {
        return times(-1);
    }

    default Expr plus(double b) {
        return plus(constant(b));
    }

    default Expr minus(double b) {
        return plus(constant(-b));
    }

    default Expr times(double b) {
        return times(constant(b));
    }

    default Expr over(double b) {
        return over(constant(b));
    }

    /** This to the power of a constant. */
    default Expr power(double exponent) {
        if (exponent == 0) return Const.ONE;
        if (exponent == 1) return this;
        return exponent == 2 ? times(this) : new Call.Power(this, exponent);
    }

    default Expr exp() {
        return new Function.Exp(this);
    }

    default Expr log() {
        return new Function.Log(this);
    }

    default Expr tanh() {
        return new Function.Tanh(this);
    }

    default Expr sigmoid() {
        return new Function.Sigmoid(this);
    }

    /** The chance that a normal number of mean 0 and deviation 1 is below this. */
    default Expr normalCdf() {
        return new Function.NormalCdf(this);
    }

    default Expr abs() {
        return new Function.Abs(this);
    }
}
