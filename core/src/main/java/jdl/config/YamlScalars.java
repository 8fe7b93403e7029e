package jdl.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/**
 * Single values as YAML 1.2 means them: no octal, no sexagesimal, no "yes". A string may be written
 * in any way; quotes make a string of whatever they hold.
 */
final class YamlScalars extends Scalars {

    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");
    private static final Pattern HEX = Pattern.compile("0x\\p{XDigit}+");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d{1,5})?");

    @Override
    Optional<BigInteger> integer(Scalar scalar) {
        if (scalar.style() != Style.PLAIN) return Optional.empty();
        String text = scalar.text();
        if (HEX.matcher(text).matches()) return Optional.of(new BigInteger(text.substring(2), 16));
        return INTEGER.matcher(text).matches()
                ? Optional.of(new BigInteger(text))
                : Optional.empty();
    }

    @Override
    Optional<Double> number(Scalar scalar) {
        if (scalar.style() != Style.PLAIN) return Optional.empty();
        String text = scalar.text().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "inf", "+inf", ".inf", "+.inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-.inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "nan", ".nan" -> Optional.of(Double.NaN);
            default -> decimal(text);
        };
    }

    private static Optional<Double> decimal(String text) {
        return DECIMAL.matcher(text).matches()
                ? Optional.of(Double.parseDouble(text))
                : Optional.empty();
    }

    @Override
    Optional<Boolean> truth(Scalar scalar) {
        if (scalar.style() != Style.PLAIN) return Optional.empty();
        return switch (scalar.text()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    Optional<String> string(Scalar scalar) {
        return Optional.of(scalar.text());
    }

    @Override
    Optional<String> name(Scalar scalar) {
        return Optional.of(scalar.text());
    }

    @Override
    ByteString bytes(Scalar scalar) throws Misfit {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(scalar.text()));
        } catch (IllegalArgumentException e) {
            throw new Misfit("expected bytes in Base64", "");
        }
    }

    @Override
    String wayOut(FieldDescriptor field, Scalar scalar) {
        String text = scalar.text();
        if (scalar.style() == Style.QUOTED) {
            var bare = new Scalar(scalar.place(), text, Style.PLAIN);
            boolean number = number(bare).isPresent();
            return number || truth(bare).isPresent() ? "leave the quotes away" : "";
        }
        return switch (field.getJavaType()) {
            case BOOLEAN -> truth(text);
            case INT, LONG -> whole(text);
            default -> "";
        };
    }

    private static String truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "true", "t", "y", "1" -> "write true";
            case "no", "off", "false", "f", "n", "0" -> "write false";
            default -> "";
        };
    }

    private static String whole(String text) {
        if (text.length() > 12 || decimal(text).isEmpty()) return "";
        double value = Double.parseDouble(text);
        boolean fits = value == Math.rint(value) && Math.abs(value) < 1e15;
        boolean written = text.matches("[-+]?\\d+");
        return fits && !written ? "write " + BigDecimal.valueOf(value).toBigInteger() : "";
    }
}
