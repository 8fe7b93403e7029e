package jdl.file;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What may be on a disk after a power cut, for a list of operations that were asked of it: what was
 * forced is there; of the rest any sectors and any changes of names may be there or not, in any
 * order.
 */
public final class DiskModel {

    /** The smallest piece that is written as a whole. */
    private static final int SECTOR = 64;

    private final Random random;

    public DiskModel(long seed) {
        this.random = new Random(seed);
    }

    public sealed interface Op {}

    public record Create(int inode, Path name) implements Op {}

    public record Write(int inode, ByteString bytes) implements Op {}

    public record Force(int inode) implements Op {}

    public record Rename(Path from, Path to) implements Op {}

    public record Delete(Path name) implements Op {}

    public record ForceFolder() implements Op {}

    /** Files by name. */
    public record Crash(Map<Path, ByteBuffer> files) {}

    /** Shows some of the states that a cut after these operations may leave, the extremes first. */
    public void crashes(Map<Path, byte[]> before, List<Op> ops, int samples, Consumer<Crash> seen) {
        seen.accept(crash(before, ops, new Luck(1)));
        seen.accept(crash(before, ops, new Luck(0)));
        for (int i = 0; i < samples; i++) {
            double[] odds = {0.5, 0.1, 0.9, 0.97};
            seen.accept(crash(before, ops, new Luck(odds[i % odds.length])));
        }
    }

    /** How likely an operation that was not forced is on the disk. */
    private final class Luck {
        private final double odds;

        Luck(double odds) {
            this.odds = odds;
        }

        boolean holds() {
            return random.nextDouble() < odds;
        }
    }

    private Crash crash(Map<Path, byte[]> before, List<Op> ops, Luck luck) {
        var contents = new HashMap<Integer, byte[]>();
        var names = new TreeMap<Path, Integer>();
        var live = new HashMap<Path, Integer>();
        int old = 0;
        for (var entry : before.entrySet()) {
            contents.put(--old, entry.getValue());
            names.put(entry.getKey(), old);
            live.put(entry.getKey(), old);
        }
        for (Op op : ops) {
            if (op instanceof Create create)
                contents.put(create.inode(), content(ops, create.inode(), luck));
        }
        int forced = lastForceOfFolder(ops);
        for (int i = 0; i < ops.size(); i++) {
            apply(ops.get(i), live, names, i < forced || luck.holds());
        }
        var files = new TreeMap<Path, ByteBuffer>();
        names.forEach((name, inode) -> files.put(name, ByteBuffer.wrap(contents.get(inode))));
        return new Crash(files);
    }

    /** Follows the names as the program sees them, and as the disk may have them. */
    private static void apply(
            Op op, Map<Path, Integer> live, Map<Path, Integer> names, boolean holds) {
        if (op instanceof Create create) {
            live.put(create.name(), create.inode());
            if (holds) names.put(create.name(), create.inode());
        } else if (op instanceof Rename rename) {
            Integer inode = live.remove(rename.from());
            live.put(rename.to(), inode);
            if (holds) {
                names.remove(rename.from());
                names.put(rename.to(), inode);
            }
        } else if (op instanceof Delete delete) {
            live.remove(delete.name());
            if (holds) names.remove(delete.name());
        }
    }

    private static int lastForceOfFolder(List<Op> ops) {
        int last = 0;
        for (int i = 0; i < ops.size(); i++) if (ops.get(i) instanceof ForceFolder) last = i;
        return last;
    }

    /** The bytes of a file: all up to its last force, and some sectors of what came after. */
    private byte[] content(List<Op> ops, int inode, Luck luck) {
        int forced = -1;
        for (int i = 0; i < ops.size(); i++) {
            if (ops.get(i) instanceof Force force && force.inode() == inode) forced = i;
        }
        var sectors = new ArrayList<byte[]>();
        int length = 0;
        int end = 0;
        for (int i = 0; i < ops.size(); i++) {
            if (!(ops.get(i) instanceof Write write) || write.inode() != inode) continue;
            for (int from = 0; from < write.bytes().size(); from += SECTOR) {
                int to = Math.min(write.bytes().size(), from + SECTOR);
                boolean holds = i < forced || luck.holds();
                byte[] sector = write.bytes().substring(from, to).toByteArray();
                sectors.add(holds ? sector : new byte[sector.length]);
                end += sector.length;
                if (holds) length = end;
            }
        }
        var all = ByteBuffer.allocate(end);
        sectors.forEach(all::put);
        // Sectors after the last one that is there were never seen; holes before it read as zeros.
        return Arrays.copyOf(all.array(), luck.holds() ? end : length);
    }
}
