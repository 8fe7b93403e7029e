package jdl.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The schema is its own manual: what can be written in a file is explained where it is declared.
 */
class ManualTest {

    private static final Pattern DECLARATION =
            Pattern.compile("\\s*(message|enum|optional|required|repeated)\\s+\\w+.*");
    private static final Pattern COMMENT = Pattern.compile("\\s*//(?! ----)\\s*\\S.*");
    private static final Pattern COMMENTED = Pattern.compile(".*;\\s*//\\s*\\S.*");
    private static final int COLUMNS = 100;

    @TestFactory
    Stream<DynamicTest> everyMessageEnumAndFieldIsExplained() throws IOException {
        return files().stream()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        file.getFileName().toString(), () -> read(file)));
    }

    private static void read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(declarations(lines)).isNotEmpty();
        assertThat(declarations(lines).filter(line -> !explained(lines, line)).mapToObj(lines::get))
                .as("declarations without a comment")
                .isEmpty();
        assertThat(lines).allMatch(line -> line.length() <= COLUMNS, "at most 100 columns");
    }

    private static IntStream declarations(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(line -> DECLARATION.matcher(lines.get(line)).matches());
    }

    private static boolean explained(List<String> lines, int line) {
        boolean behind = COMMENTED.matcher(lines.get(line)).matches();
        return behind || (line > 0 && COMMENT.matcher(lines.get(line - 1)).matches());
    }

    private static List<Path> files() throws IOException {
        Path root = Path.of(System.getProperty("jdl.root"), "proto/src/main/proto");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".proto")).sorted().toList();
        }
    }
}
