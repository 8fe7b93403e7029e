package jdl.file.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import jdl.failure.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes are: values, or a failure that names the file; and never much memory. */
class Hdf5DamageTest {

    /** Most of the structure of the two files is in front. */
    private static final int STRUCTURE = 16_000;

    private static final int[] EXTREMES = {0, 1, 2, 8, 0x40, 0x7f, 0x80, 0xff};

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir Path folder;

    @Test
    @Timeout(60)
    void aThousandDamagedFilesEndWell() throws IOException {
        assertThat(refused(1000, new Random(1))).isBetween(100, 900);
    }

    @Test
    @Tag("slow")
    @Timeout(600)
    void tenThousandDamagedFilesEndWell() throws IOException {
        assertThat(refused(10_000, new Random(2))).isBetween(1000, 9000);
    }

    private int refused(int cases, Random random) throws IOException {
        byte[][] good = {
            Files.readAllBytes(Hdf5FileTest.copy(folder, "old")),
            Files.readAllBytes(Hdf5FileTest.copy(folder, "new"))
        };
        Path file = folder.resolve("bad.h5");
        int refused = 0;
        for (int i = 0; i < cases; i++) {
            byte[] bad = damaged(good[i % 2], i / 2 % 4, random);
            Files.write(file, bad);
            if (isRefused(file, bad.length)) refused++;
        }
        return refused;
    }

    private static byte[] damaged(byte[] good, int how, Random random) {
        byte[] bad = good.clone();
        int place = random.nextInt(random.nextInt(4) == 0 ? bad.length : STRUCTURE);
        int length = 1 + random.nextInt(64);
        switch (how) {
            case 0 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            case 1 -> bad[place] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(bad, place, Math.min(bad.length, place + length), (byte) 0);
            default -> bad[place] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
        }
        return bad;
    }

    private static boolean isRefused(Path path, int size) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        try (var file = Hdf5File.open(path)) {
            read(file.root(), 0);
            return false;
        } catch (Failure e) {
            assertThat(e.kind()).isEqualTo(Failure.Kind.CORRUPT);
            assertThat(e).hasMessageStartingWith(path.toString());
            return true;
        } finally {
            long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).isLessThan((64 << 20) + 16L * size);
        }
    }

    private static void read(Hdf5Group group, int depth) {
        if (depth > 3) return; // a group may be made its own member
        for (String name : group.names())
            if (group.hasGroup(name)) read(group.group(name), depth + 1);
            else read(group, name);
    }

    private static void read(Hdf5Group group, String name) {
        Hdf5Dataset dataset = group.dataset(name);
        if (name.equals("text")) dataset.text();
        else dataset.read();
    }
}
