package jdl.snapshot;

import static com.google.protobuf.WireFormat.WIRETYPE_FIXED32;
import static com.google.protobuf.WireFormat.WIRETYPE_FIXED64;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Where dialects part from Caffe, from {@code dialects.tsv}. */
record DialectTable(List<Field> fields, List<Type> types) {

    DialectTable {
        fields = List.copyOf(fields);
        types = List.copyOf(types);
    }

    /**
     * A field that Caffe lacks, or has for something else.
     *
     * @param wire how its value is written
     * @param becomes the number that Caffe has for it; 0 if it has none
     */
    record Field(Dialect dialect, String message, int number, String name, int wire, int becomes) {}

    /** A layer type that Caffe lacks. */
    record Type(Dialect dialect, String name) {}

    static DialectTable known() {
        try (InputStream in = DialectTable.class.getResourceAsStream("dialects.tsv")) {
            var text = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8);
            return of(new BufferedReader(text).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DialectTable of(List<String> lines) {
        List<Field> fields = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("#")) continue;
            String[] cell = line.split("\t", -1);
            var dialect = Dialect.valueOf(cell[0].toUpperCase(Locale.ROOT));
            if (cell[1].equals("type")) types.add(new Type(dialect, cell[3]));
            else fields.add(field(dialect, cell));
        }
        return new DialectTable(fields, types);
    }

    private static Field field(Dialect dialect, String... cell) {
        int becomes = cell[5].isEmpty() ? 0 : Integer.parseInt(cell[5]);
        int number = Integer.parseInt(cell[2]);
        return new Field(dialect, cell[1], number, cell[3], wire(cell[4]), becomes);
    }

    private static int wire(String form) {
        return switch (form) {
            case "varint" -> WIRETYPE_VARINT;
            case "fixed32" -> WIRETYPE_FIXED32;
            case "fixed64" -> WIRETYPE_FIXED64;
            case "bytes" -> WIRETYPE_LENGTH_DELIMITED;
            default -> throw new IllegalStateException("dialects.tsv: " + form);
        };
    }

    /** The fields of a message in a dialect. */
    List<Field> fields(Dialect dialect, String message) {
        return fields.stream()
                .filter(f -> f.dialect() == dialect && f.message().equals(message))
                .toList();
    }

    /** Whether any dialect has a field of that number in a message. */
    boolean has(String message, int number) {
        return fields.stream().anyMatch(f -> f.number() == number && f.message().equals(message));
    }

    /** The dialects that write a field of that number in this form. */
    Set<Dialect> with(String message, int number, int wire) {
        var found = new TreeSet<Dialect>();
        for (Field f : fields)
            if (f.number() == number && f.wire() == wire && f.message().equals(message))
                found.add(f.dialect());
        return found;
    }

    /** The dialects that have a layer type. */
    Set<Dialect> with(String layerType) {
        var found = new TreeSet<Dialect>();
        for (Type type : types) if (type.name().equals(layerType)) found.add(type.dialect());
        return found;
    }
}
