package jdl.config;

import java.math.BigDecimal;
import java.math.MathContext;

/** The shortest decimal text of a finite number that reads back as the same number. */
final class Decimals {

    private Decimals() {}

    static String text(float value) {
        if (value == 0) return zero(value);
        var exact = new BigDecimal(value);
        int digits = 1;
        // Read back as C++ does: by way of a double.
        while ((float) rounded(exact, digits).doubleValue() != value) digits++;
        return text(rounded(exact, digits));
    }

    static String text(double value) {
        if (value == 0) return zero(value);
        var exact = new BigDecimal(value);
        int digits = 1;
        while (rounded(exact, digits).doubleValue() != value) digits++;
        return text(rounded(exact, digits));
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits)).stripTrailingZeros();
    }

    private static String zero(double value) {
        return 1 / value < 0 ? "-0" : "0";
    }

    /** As a plain number unless that takes many zeros. */
    private static String text(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= -5 && exponent < 10) return number.toPlainString();
        String digits = number.unscaledValue().abs().toString();
        String sign = number.signum() < 0 ? "-" : "";
        String tail = digits.length() > 1 ? "." + digits.substring(1) : "";
        return sign + digits.charAt(0) + tail + "e" + exponent;
    }
}
