package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import jdl.failure.Failure;

/**
 * A sound file, damaged in many ways: cut off, with flipped bits, with stretches of zeros or noise.
 * Each is read, and must give records or a failure that names the file.
 */
public final class DamageCases {

    private DamageCases() {}

    /** Reads all that there is. */
    public interface Reading {
        void read();
    }

    /** How many of the damaged files were refused; the sound one is there again afterwards. */
    public static int refused(Path file, long seed, int cases, Reading reading) throws IOException {
        byte[] sound = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < cases; i++) {
            replace(file, damaged(sound, new Random(seed + i)));
            try {
                reading.read();
            } catch (Failure e) {
                refused++;
                assertThat(e.message()).as("case %d", i).contains(file.getFileName().toString());
            } catch (Throwable e) {
                throw new AssertionError("case " + i + " of " + file, e);
            }
        }
        replace(file, sound);
        return refused;
    }

    /** Some file systems wait for the disk when a file is cut and written again. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private static byte[] damaged(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(600));
        switch (random.nextInt(5)) {
            case 0 -> bytes = Arrays.copyOf(bytes, at);
            case 1 -> Arrays.fill(bytes, at, to, (byte) 0);
            case 2 -> Arrays.fill(bytes, at, to, (byte) -1);
            case 3 -> noise(bytes, at, to, random);
            default -> flip(bytes, random);
        }
        return bytes;
    }

    private static void noise(byte[] bytes, int from, int to, Random random) {
        for (int i = from; i < to; i++) bytes[i] = (byte) random.nextInt(256);
    }

    /** One to eight bits, half of them near the front, where what counts is said. */
    private static void flip(byte[] bytes, Random random) {
        int bits = 1 + random.nextInt(8);
        int near = Math.min(bytes.length, 256);
        for (int i = 0; i < bits; i++) {
            int at = random.nextInt(random.nextBoolean() ? near : bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
    }
}
