package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {

    private static final int SAMPLES = 5000;

    @TempDir Path folder;

    @Test
    void everyFlippedByteAndEveryCutOfAWeightsFileIsFound() throws IOException {
        Path file = folder.resolve("a.caffemodel");
        var layer = new NamedLayer("ip", "InnerProduct", List.of(Samples.random(1, 20)), List.of());
        WeightsFile.write(file, "net", List.of(layer));
        assertThat(undetected(file, WeightsFile::read)).isZero();
    }

    @Test
    void everyFlippedByteAndEveryCutOfASolverStateIsFound() throws IOException {
        Path file = folder.resolve("a.solverstate");
        var history = List.of(Samples.random(2, 20));
        StateFile.write(file, new State(5, "a.caffemodel", history, 0, Optional.empty()));
        assertThat(undetected(file, StateFile::read)).isZero();
    }

    @Test
    void randomBytesAreRefusedAndNothingElseIsThrown() throws IOException {
        Path file = folder.resolve("a.caffemodel");
        WeightsFile.write(file, "net", Samples.layers(1));
        byte[] sealed = Files.readAllBytes(file);
        // Without its seals, a damaged file gets as far as the parser.
        byte[] good = Arrays.copyOfRange(sealed, 4, sealed.length - 38);
        var random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] bad = good.clone();
            for (int k = 0; k < 3; k++) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            Files.write(file, bad);
            if (isRefused(file, WeightsFile::read)) refused++;
        }
        assertThat(refused).isBetween(1, 1999);
    }

    /** Each cut once, and then random flips of single bytes, each byte at least once. */
    private static int undetected(Path file, Consumer<Path> read) throws IOException {
        byte[] good = Files.readAllBytes(file);
        var random = new Random(4);
        int undetected = 0;
        for (int i = 0; i < SAMPLES; i++) {
            byte[] bad = good.clone();
            if (i < good.length) bad = Arrays.copyOf(bad, i);
            else bad[i % good.length] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, bad);
            if (!isRefused(file, read)) undetected++;
        }
        Files.write(file, good);
        read.accept(file);
        return undetected;
    }

    private static boolean isRefused(Path file, Consumer<Path> read) {
        try {
            read.accept(file);
            return false;
        } catch (Failure e) {
            assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
            assertThat(e).hasMessageContaining(file.toString());
            return true;
        }
    }
}
