package jdl.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;

/** How one of the two languages writes single values; what each means is the same for both. */
abstract class Scalars {

    /** The end of a list without its beginning, which YAML takes for a word. */
    private static final Pattern ENDLESS = Pattern.compile("[^\\[{]*[\\]}]");

    /** A whole number, if the scalar is one. */
    abstract Optional<BigInteger> integer(Scalar scalar);

    /** A number, if the scalar is one that this language can write. */
    abstract Optional<Double> number(Scalar scalar);

    abstract Optional<Boolean> truth(Scalar scalar);

    abstract Optional<String> string(Scalar scalar);

    /** The name of an enum's value. */
    abstract Optional<String> name(Scalar scalar);

    abstract ByteString bytes(Scalar scalar) throws Misfit;

    /** How to write what was probably meant, given what was expected; empty if nobody knows. */
    abstract String wayOut(FieldDescriptor field, Scalar scalar);

    /** The value as protobuf's reflection wants it. */
    final Object read(FieldDescriptor field, Scalar scalar) throws Misfit {
        return switch (field.getJavaType()) {
            case INT -> whole(field, scalar).intValue();
            case LONG -> whole(field, scalar).longValue();
            case FLOAT -> decimal(field, scalar).floatValue();
            case DOUBLE -> decimal(field, scalar);
            case BOOLEAN ->
                    truth(scalar).orElseThrow(() -> expected(field, "true or false", scalar));
            case STRING -> text(field, scalar);
            case BYTE_STRING -> bytes(scalar);
            case ENUM -> oneOf(field, scalar);
            case MESSAGE -> throw expected(field, "keys with values", scalar);
        };
    }

    private BigInteger whole(FieldDescriptor field, Scalar scalar) throws Misfit {
        BigInteger value = integer(scalar).orElseThrow(() -> expected(field, "an integer", scalar));
        BigInteger low = low(field.getType());
        BigInteger high = high(field.getType());
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            throw expected(field, "an integer from " + low + " to " + high, scalar);
        }
        checkRange(field, value.doubleValue(), "an integer in ", scalar);
        return value;
    }

    private Double decimal(FieldDescriptor field, Scalar scalar) throws Misfit {
        double value = number(scalar).orElseThrow(() -> expected(field, "a number", scalar));
        checkRange(field, value, "a number in ", scalar);
        return value;
    }

    private void checkRange(FieldDescriptor field, double value, String what, Scalar scalar)
            throws Misfit {
        if (!Interval.allows(field, value)) {
            throw expected(field, what + Interval.of(field).text(), scalar);
        }
    }

    private String text(FieldDescriptor field, Scalar scalar) throws Misfit {
        String text = string(scalar).orElseThrow(() -> expected(field, "a string", scalar));
        if (!Utf8.isWhole(text)) throw new Misfit("this string is not UTF-8", "");
        if (scalar.style() == Style.PLAIN && ENDLESS.matcher(text).matches())
            throw new Misfit(
                    "ends what was never begun: " + text,
                    "write the brackets in pairs, or the string in quotes");
        return text;
    }

    private EnumValueDescriptor oneOf(FieldDescriptor field, Scalar scalar) throws Misfit {
        EnumDescriptor type = field.getEnumType();
        Optional<BigInteger> number = integer(scalar);
        var found =
                number.isPresent()
                        ? type.getValues().stream()
                                .filter(v -> number.get().equals(BigInteger.valueOf(v.getNumber())))
                                .findFirst()
                        : name(scalar).map(type::findValueByName);
        if (found.isPresent()) return found.get();
        List<String> names = type.getValues().stream().map(EnumValueDescriptor::getName).toList();
        if (number.isEmpty() && name(scalar).isEmpty()) {
            boolean few = names.size() <= 12;
            String what = few ? "one of " + String.join(", ", names) : "a " + type.getName();
            throw expected(field, what, scalar);
        }
        throw new Misfit(
                "unknown value \"" + scalar.text() + "\"",
                Spelling.advice(scalar.text(), names, "values"));
    }

    private Misfit expected(FieldDescriptor field, String what, Scalar scalar) {
        return Misfit.expected(what, shown(scalar), wayOut(field, scalar));
    }

    private static String shown(Scalar scalar) {
        boolean bare = scalar.style() == Style.PLAIN && scalar.text().matches("[-+.0-9]\\S*");
        return bare ? scalar.text() : "\"" + scalar.text() + "\"";
    }

    private static BigInteger low(FieldDescriptor.Type type) {
        return switch (type) {
            case UINT32, FIXED32, UINT64, FIXED64 -> BigInteger.ZERO;
            case INT64, SINT64, SFIXED64 -> BigInteger.valueOf(Long.MIN_VALUE);
            default -> BigInteger.valueOf(Integer.MIN_VALUE);
        };
    }

    private static BigInteger high(FieldDescriptor.Type type) {
        return switch (type) {
            case UINT32, FIXED32 -> BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
            case UINT64, FIXED64 -> BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
            case INT64, SINT64, SFIXED64 -> BigInteger.valueOf(Long.MAX_VALUE);
            default -> BigInteger.valueOf(Integer.MAX_VALUE);
        };
    }
}
