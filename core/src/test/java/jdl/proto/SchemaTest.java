package jdl.proto;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** jdl's schema is Caffe's, row by row of the table of facts, and more from 100000 on. */
class SchemaTest {

    private static final int OWN = 100_000;

    @Test
    void everyFieldAndEnumValueOfCaffeIsOurs() throws IOException {
        assertThat(ours()).containsAll(caffes());
    }

    @Test
    void fieldsThatCaffeLacksAreNumberedFarAway() throws IOException {
        Set<String> caffes = caffes();
        Set<String> messages = caffes.stream().map(row -> row.split("\t", -1)[1]).collect(toSet());
        var near =
                messages().stream()
                        .filter(message -> messages.contains(name(message.getFullName())))
                        .flatMap(message -> message.getFields().stream())
                        .filter(field -> !caffes.contains(row(field)))
                        .filter(field -> field.getNumber() < OWN)
                        .map(FieldDescriptor::getFullName);
        assertThat(near).isEmpty();
    }

    @Test
    void enumsOfCaffeHaveNoValueMore() throws IOException {
        Set<String> caffes = caffes();
        Set<String> enums = caffes.stream().map(SchemaTest::enumName).collect(toSet());
        var more =
                ours().stream()
                        .filter(row -> row.startsWith("enum") && !caffes.contains(row))
                        .filter(row -> enums.contains(enumName(row)));
        assertThat(more).isEmpty();
    }

    private static String enumName(String row) {
        return row.split("\t", -1)[1];
    }

    private static Set<String> caffes() throws IOException {
        Path table = Path.of(System.getProperty("jdl.root"), "..", "shared/facts/caffe-schema.tsv");
        assumeTrue(Files.exists(table), "no table of Caffe's schema beside this checkout");
        try (Stream<String> lines = Files.lines(table)) {
            Set<String> rows = lines.skip(1).map(SchemaTest::canonical).collect(toSet());
            assertThat(rows).hasSizeGreaterThan(500);
            return rows;
        }
    }

    /** Enum rows are shorter than field rows; numbers are written in many ways. */
    private static String canonical(String line) {
        String[] row = line.split("\t", -1);
        if (row[0].equals("enum")) return String.join("\t", row[0], row[1], row[2], row[3]);
        boolean real = row[5].equals("float") && !row[6].isEmpty();
        if (real) row[6] = Float.toString(Float.parseFloat(row[6]));
        return String.join("\t", row);
    }

    private static Set<String> ours() {
        Set<String> rows = new TreeSet<>();
        for (Descriptor message : messages()) {
            message.getFields().forEach(field -> rows.add(row(field)));
            message.getEnumTypes().forEach(type -> addValues(type, rows));
        }
        for (FileDescriptor file : files())
            file.getEnumTypes().forEach(type -> addValues(type, rows));
        return rows;
    }

    private static void addValues(EnumDescriptor type, Set<String> rows) {
        for (EnumValueDescriptor value : type.getValues())
            rows.add(
                    String.join(
                            "\t",
                            "enum",
                            name(type.getFullName()),
                            value.getName(),
                            Integer.toString(value.getNumber())));
    }

    private static String row(FieldDescriptor field) {
        return String.join(
                "\t",
                "field",
                name(field.getContainingType().getFullName()),
                field.getName(),
                Integer.toString(field.getNumber()),
                label(field),
                type(field),
                field.hasDefaultValue() ? defaultOf(field) : "",
                field.isPacked() ? "packed" : "");
    }

    private static String label(FieldDescriptor field) {
        if (field.isRepeated()) return "repeated";
        return field.isRequired() ? "required" : "optional";
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> name(field.getMessageType().getFullName());
            case ENUM -> name(field.getEnumType().getFullName());
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String defaultOf(FieldDescriptor field) {
        Object value = field.getDefaultValue();
        return field.getJavaType() == JavaType.ENUM
                ? ((EnumValueDescriptor) value).getName()
                : value.toString();
    }

    private static String name(String full) {
        return full.replaceFirst("^caffe\\.", "");
    }

    private static List<Descriptor> messages() {
        return files().stream().flatMap(file -> file.getMessageTypes().stream()).toList();
    }

    /** The files of package caffe that a solver file and its snapshots reach. */
    private static List<FileDescriptor> files() {
        List<FileDescriptor> files = new ArrayList<>();
        collect(SolverParameter.getDescriptor().getFile(), files);
        collect(SolverState.getDescriptor().getFile(), files);
        return files;
    }

    private static void collect(FileDescriptor file, List<FileDescriptor> into) {
        if (!file.getPackage().equals("caffe") || into.contains(file)) return;
        into.add(file);
        file.getDependencies().forEach(needed -> collect(needed, into));
    }
}
