package jdl.file.leveldb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.FileName;
import jdl.file.Records;
import jdl.file.RunIndex;
import jdl.file.Trouble;

/**
 * The records of a LevelDB database: of each key the newest change, in tables or in logs, unless it
 * deleted. No lock is taken; a database that somebody writes to meanwhile is not for reading.
 */
public final class LevelDbRecords implements Records {

    private static final Pattern LOG = Pattern.compile("([0-9]{1,18})\\.log");
    private static final int NAMED = 5;

    private final Blocks blocks = new Blocks();
    private final Logs logs;
    private final RunIndex index;

    private LevelDbRecords(Logs logs, List<TableFile> tables) {
        this.logs = logs;
        var cursors = new ArrayList<Cursor>(List.of(logs.cursor()));
        for (TableFile table : tables) cursors.add(new TableCursor(table, blocks));
        this.index = newest(cursors);
    }

    /** Whether a folder looks like a LevelDB database. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve("CURRENT"));
    }

    @SuppressWarnings("MustBeClosedChecker")
    public static LevelDbRecords open(Path folder) {
        Manifest manifest = Manifest.read(folder);
        List<TableFile> tables = tables(folder, manifest);
        var logs = new Logs(logs(folder, manifest));
        try {
            return new LevelDbRecords(logs, tables);
        } catch (Throwable e) {
            logs.close();
            throw e;
        }
    }

    @Override
    public long size() {
        return index.size();
    }

    @Override
    public byte[] key(long record) {
        RunIndex.Place place = index.place(record);
        ByteBuffer key =
                place.block() == Logs.BLOCK
                        ? logs.key(place.entry()).user()
                        : key(place.block(), place.entry());
        byte[] bytes = new byte[key.remaining()];
        key.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public ByteBuffer value(long record) {
        RunIndex.Place place = index.place(record);
        if (place.block() == Logs.BLOCK) return logs.value(place.entry());
        ByteBuffer value = blocks.at(place.block(), place.entry()).value();
        return value.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        logs.close();
    }

    private ByteBuffer key(long block, int entry) {
        return InternalKey.of(blocks.at(block, entry).key(), blocks.place(block)).user();
    }

    /** Goes through all cursors at once, and takes of each key the first, which is the newest. */
    private static RunIndex newest(List<Cursor> cursors) {
        var index = new RunIndex();
        var queue = new PriorityQueue<>(cursors);
        var last = List.<ByteBuffer>of();
        for (Cursor first = queue.poll(); first != null; first = queue.poll()) {
            InternalKey key = first.key();
            if (first.isAtEntry() && !last.contains(key.user())) {
                last = List.of(key.user());
                if (key.isPut()) index.add(first.block(), first.entry(), 1);
            }
            if (first.next()) queue.add(first);
        }
        return index;
    }

    private static List<TableFile> tables(Path folder, Manifest manifest) {
        var found = new ArrayList<TableFile>();
        var missing = new ArrayList<String>();
        for (Manifest.Table table : manifest.tables()) {
            String name = "%06d".formatted(table.number());
            Path file = folder.resolve(name + ".ldb");
            if (!Files.exists(file)) file = folder.resolve(name + ".sst");
            if (!Files.exists(file)) missing.add(name + ".ldb");
            else found.add(sized(file, table));
        }
        if (!missing.isEmpty()) throw missing(folder, missing);
        return found;
    }

    private static TableFile sized(Path file, Manifest.Table table) {
        try {
            long size = Files.size(file);
            if (size != table.size())
                throw new Failure(
                        Kind.CORRUPT,
                        "%s: should have %d bytes, but has %d\n    copy it again"
                                .formatted(file, table.size(), size));
            return new TableFile(file, table.smallest());
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    private static Failure missing(Path folder, List<String> names) {
        int more = names.size() - NAMED;
        return new Failure(
                Kind.MISSING,
                "%s: tables are missing: %s%s\n    copy the whole folder again"
                        .formatted(
                                folder,
                                names.stream().limit(NAMED).collect(Collectors.joining(", ")),
                                more > 0 ? " and " + more + " more" : ""));
    }

    private static List<Path> logs(Path folder, Manifest manifest) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> isLive(file, manifest))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    private static boolean isLive(Path file, Manifest manifest) {
        var name = LOG.matcher(FileName.of(file));
        return name.matches() && manifest.isLive(Long.parseLong(name.group(1)));
    }
}
