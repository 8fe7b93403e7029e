package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdl.config.Mutations.Damaged;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake in a shipped config is always found, placed, and most often guessed. */
class MutatedConfigsTest {

    private static final Path CONFIGS = Written.ROOT.resolve("configs");
    private static final Written SHIPPED = Written.plain().given("JDL_DATA", "/data");
    private static final int MUTATIONS = 200;

    static Stream<String> configs() throws IOException {
        try (var files = Files.walk(CONFIGS)) {
            return files
                    .filter(f -> f.toString().endsWith(".yaml"))
                    .map(f -> CONFIGS.relativize(f).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyMistakeIsRefusedAtItsPlaceAndMostTyposAreGuessed(String config) {
        var text = Written.file(CONFIGS.resolve(config));
        List<String> wrong = new ArrayList<>();
        List<String> unguessed = new ArrayList<>();
        int typos = 0;
        for (int number = 0; number < MUTATIONS; number++) {
            var damaged = Mutations.damage(text, number);
            var thrown = catchThrowable(() -> read(text.name(), damaged.text()));
            if (!isPlaced(thrown)) wrong.add(number + ": " + damaged.what() + ": " + thrown);
            if (damaged.meant().isEmpty()) continue;
            typos++;
            if (!isGuessed(thrown, damaged)) unguessed.add(damaged.what() + ": " + thrown);
        }
        assertThat(wrong).as("of %s", config).isEmpty();
        assertThat(typos).isGreaterThan(MUTATIONS / 4);
        assertThat(unguessed).as("typos in %s", config).hasSizeLessThanOrEqualTo(typos / 20);
    }

    private static void read(String name, String content) {
        Message type =
                name.contains("solver")
                        ? SolverParameter.getDefaultInstance()
                        : NetParameter.getDefaultInstance();
        SHIPPED.read(name, content, type);
    }

    private static boolean isPlaced(Throwable thrown) {
        return thrown instanceof ConfigException e
                && !e.problems().isEmpty()
                && e.problems().stream()
                        .allMatch(p -> p.place().line() > 0 && p.place().column() > 0)
                && e.problems().stream().allMatch(p -> p.place().file().endsWith(".yaml"));
    }

    private static boolean isGuessed(Throwable thrown, Damaged damaged) {
        String guess = "did you mean \"" + damaged.meant() + "\"?";
        return thrown instanceof ConfigException e
                && e.problems().stream().anyMatch(p -> p.wayOut().contains(guess));
    }
}
