package jdl.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/** Single values as C++ protobuf reads them. */
final class PrototxtScalars extends Scalars {

    private static final Pattern INTEGER =
            Pattern.compile("(-?)(0[xX]\\p{XDigit}+|0[0-7]*|[1-9]\\d*)");
    private static final Pattern DECIMAL =
            Pattern.compile("(-?(?:(?:0|[1-9]\\d*)(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?)[fF]?");

    @Override
    Optional<BigInteger> integer(Scalar scalar) {
        var parts = INTEGER.matcher(scalar.text());
        if (scalar.style() != Style.PLAIN || !parts.matches()) return Optional.empty();
        String digits = parts.group(2);
        boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
        var size = hex ? new BigInteger(digits.substring(2), 16) : decimalOrOctal(digits);
        return Optional.of(parts.group(1).isEmpty() ? size : size.negate());
    }

    private static BigInteger decimalOrOctal(String digits) {
        return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    }

    @Override
    Optional<Double> number(Scalar scalar) {
        if (scalar.style() != Style.PLAIN) return Optional.empty();
        String text = scalar.text().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "inf", "infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "nan", "-nan" -> Optional.of(Double.NaN);
            default -> {
                var parts = DECIMAL.matcher(text);
                yield parts.matches()
                        ? Optional.of(Double.parseDouble(parts.group(1)))
                        : Optional.empty();
            }
        };
    }

    @Override
    Optional<Boolean> truth(Scalar scalar) {
        if (scalar.style() != Style.PLAIN) return Optional.empty();
        return switch (scalar.text()) {
            case "true", "True", "t" -> Optional.of(true);
            case "false", "False", "f" -> Optional.of(false);
            default ->
                    integer(scalar)
                            .filter(i -> i.signum() >= 0 && i.bitLength() <= 1)
                            .filter(i -> !scalar.text().startsWith("-"))
                            .map(i -> i.signum() == 1);
        };
    }

    @Override
    Optional<String> string(Scalar scalar) {
        return scalar.style() == Style.QUOTED ? Optional.of(scalar.text()) : Optional.empty();
    }

    @Override
    Optional<String> name(Scalar scalar) {
        return scalar.style() == Style.PLAIN ? Optional.of(scalar.text()) : Optional.empty();
    }

    @Override
    ByteString bytes(Scalar scalar) throws Misfit {
        String text =
                string(scalar)
                        .orElseThrow(
                                () ->
                                        Misfit.expected(
                                                "a string", scalar.text(), "put it in quotes"));
        return ByteString.copyFrom(Utf8.encode(text), StandardCharsets.ISO_8859_1);
    }

    @Override
    String wayOut(FieldDescriptor field, Scalar scalar) {
        boolean string = field.getJavaType() == JavaType.STRING;
        boolean quoted = scalar.style() == Style.QUOTED;
        if (string && !quoted) return "put it in quotes: \"" + scalar.text() + "\"";
        return quoted && !string ? "leave the quotes away" : "";
    }
}
