package jdl.expr;

import static jdl.expr.Expr.where;

/** A formula with another in the place of its input, rule by rule. */
final class Composition {

    private Composition() {}

    static Expr of(Expr outer, Expr inner) {
        if (outer instanceof Function f) return of(f, f.a().of(inner));
        if (outer instanceof Call.Sum s) return s.a().of(inner).plus(s.b().of(inner));
        if (outer instanceof Call.Product p) return p.a().of(inner).times(p.b().of(inner));
        if (outer instanceof Call.Quotient q) return q.a().of(inner).over(q.b().of(inner));
        if (outer instanceof Call.Power p) return p.a().of(inner).power(p.exponent());
        if (outer instanceof Call.Where w)
            return where(w.condition().of(inner), w.positive().of(inner), w.other().of(inner));
        return outer instanceof Expr.Input ? inner : outer;
    }

    private static Expr of(Function function, Expr a) {
        return switch (function.op()) {
            case EXP -> a.exp();
            case LOG -> a.log();
            case TANH -> a.tanh();
            case SIGMOID -> a.sigmoid();
            case NORMAL_CDF -> a.normalCdf();
            case ABS -> a.abs();
            default -> throw new IllegalArgumentException(function.toString());
        };
    }
}
