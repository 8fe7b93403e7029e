package jdl.config;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdl.proto.Options;

/** Messages that nobody would write, from a seed. */
final class RandomMessages {

    private static final List<String> STRINGS =
            List.of(
                    "data",
                    "",
                    "~",
                    "null",
                    "true",
                    "1e5",
                    "a: b",
                    "- x",
                    " x ",
                    "#",
                    "\"",
                    "\\",
                    "a\nb",
                    "\t",
                    "\r\n",
                    "'",
                    "é",
                    "\uD83D\uDE00",
                    "\u0000",
                    "\u007f",
                    "\uFEFF",
                    "\u0085",
                    "\u2028",
                    "{",
                    "[a, b]",
                    "*a",
                    "&a",
                    "!x",
                    "%",
                    "@",
                    "a #b",
                    "<<",
                    "0x10",
                    ".inf",
                    "a,  b",
                    "conv1/relu 2",
                    "\\n",
                    "---",
                    "...");
    private static final float[] FLOATS = {
        0,
        -0f,
        1,
        -1,
        0.1f,
        1e-8f,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY
    };
    private static final double[] DOUBLES = {
        0, -0.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY
    };
    private static final long[] LONGS = {0, 1, -1, 5, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final int[] INTS = {0, 1, -1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private final Random random;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    Message like(Message defaultInstance, int depth) {
        var builder = defaultInstance.newBuilderForType();
        var fields = builder.getDescriptorForType().getFields();
        int some = 1 + random.nextInt(4);
        for (FieldDescriptor field : fields) {
            if (!field.isRequired() && random.nextInt(fields.size()) >= some) continue;
            if (field.getJavaType() == JavaType.MESSAGE && depth == 0) continue;
            if (field.isRepeated()) {
                int n = random.nextInt(10) == 0 ? 30 : 1 + random.nextInt(3);
                for (int i = 0; i < n; i++) {
                    builder.addRepeatedField(field, value(builder, field, depth));
                }
            } else {
                builder.setField(field, value(builder, field, depth));
            }
        }
        return builder.build();
    }

    private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case MESSAGE ->
                    like(builder.newBuilderForField(field).getDefaultInstanceForType(), depth - 1);
            case STRING -> string();
            case BOOLEAN -> random.nextBoolean();
            case BYTE_STRING -> bytes();
            case ENUM -> {
                var values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
            default -> number(field);
        };
    }

    /** A number within the field's range. */
    private Number number(FieldDescriptor field) {
        Supplier<Number> any =
                switch (field.getJavaType()) {
                    case INT -> () -> INTS[random.nextInt(INTS.length)];
                    case LONG -> () -> LONGS[random.nextInt(LONGS.length)];
                    case FLOAT -> this::anyFloat;
                    default -> this::anyDouble;
                };
        boolean free = !field.getOptions().hasExtension(Options.range);
        return Stream.generate(any)
                .filter(n -> free || Interval.allows(field, unsigned(field, n)))
                .findFirst()
                .orElseThrow();
    }

    private static double unsigned(FieldDescriptor field, Number number) {
        boolean unsigned = field.getType() == FieldDescriptor.Type.UINT32;
        return unsigned ? Integer.toUnsignedLong(number.intValue()) : number.doubleValue();
    }

    private Float anyFloat() {
        int choice = random.nextInt(3);
        if (choice == 0) return FLOATS[random.nextInt(FLOATS.length)];
        return choice == 1 ? random.nextFloat() : Float.intBitsToFloat(random.nextInt());
    }

    private Double anyDouble() {
        int choice = random.nextInt(3);
        if (choice == 0) return DOUBLES[random.nextInt(DOUBLES.length)];
        return choice == 1 ? random.nextDouble() : Double.longBitsToDouble(random.nextLong());
    }

    private String string() {
        String first = STRINGS.get(random.nextInt(STRINGS.size()));
        return random.nextBoolean() ? first : first + STRINGS.get(random.nextInt(STRINGS.size()));
    }

    private ByteString bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
