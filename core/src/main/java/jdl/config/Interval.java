package jdl.config;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.regex.Pattern;
import jdl.proto.Options;

/**
 * The numbers that make sense for a field, as its {@code (jdl.range)} has them: "[0, 1)", "(0,
 * inf)".
 */
record Interval(String text) {

    private static final Pattern FORM =
            Pattern.compile("([\\[(])\\s*(\\S+)\\s*,\\s*(\\S+?)\\s*([])])");

    /** Whether the number lies within the field's interval; always, if the field has none. */
    static boolean allows(FieldDescriptor field, double number) {
        return !field.getOptions().hasExtension(Options.range) || of(field).contains(number);
    }

    static Interval of(FieldDescriptor field) {
        return new Interval(field.getOptions().getExtension(Options.range));
    }

    boolean contains(double number) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) throw new IllegalStateException("not an interval: " + text);
        double low = bound(parts.group(2));
        double high = bound(parts.group(3));
        boolean above = parts.group(1).equals("[") ? number >= low : number > low;
        boolean below = parts.group(4).equals("]") ? number <= high : number < high;
        return above && below;
    }

    private static double bound(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
