package jdl.file.leveldb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import jdl.file.RandomFile;

/** The log of which tables there are: what was added and not yet taken away again. */
final class Manifest {

    private static final String ORDER = "leveldb.BytewiseComparator";
    private static final int LONGEST_NAME = 1000;

    private final TreeMap<Level, Table> tables = new TreeMap<>();
    private long log;
    private long logBefore;

    private Manifest() {}

    /** A table and the level it is in; a table may move from level to level. */
    private record Level(long level, long table) implements Comparable<Level> {
        @Override
        public int compareTo(Level other) {
            int order = Long.compare(level, other.level);
            return order == 0 ? Long.compare(table, other.table) : order;
        }
    }

    /** The number of a table, its bytes, and the lowest key in it. */
    record Table(long number, long size, ByteBuffer smallest) {}

    /** The one that {@code CURRENT} names. */
    static Manifest read(Path folder) {
        var manifest = new Manifest();
        try (var log = new LogFile(current(folder))) {
            while (log.more()) {
                LogFile.Entry entry = log.next();
                manifest.edit(log, entry);
            }
        }
        return manifest;
    }

    Iterable<Table> tables() {
        return tables.values();
    }

    /** Whether a log may hold records that are in no table yet. */
    boolean isLive(long number) {
        return number >= log || number == logBefore;
    }

    private static Path current(Path folder) {
        try (var file = RandomFile.open(folder.resolve("CURRENT"))) {
            var bytes = file.read(0, Math.min(file.size(), LONGEST_NAME), "the name");
            String name = StandardCharsets.ISO_8859_1.decode(bytes).toString();
            if (!name.matches("MANIFEST-[0-9]+\n"))
                throw file.corrupt("should hold the name of a MANIFEST, and a line's end");
            return folder.resolve(name.strip());
        }
    }

    private void edit(LogFile file, LogFile.Entry entry) {
        Fields.Place place = file.place(entry.position());
        var fields = new Fields(entry.bytes(), place);
        while (fields.more()) {
            int tag = fields.count();
            switch (tag) {
                case 1 -> order(fields.string(), place);
                case 2 -> log = fields.varint();
                case 3, 4 -> fields.varint(); // the next number and sequence, for a writer
                case 5 -> { // where a level is compacted next, for a writer
                    fields.varint();
                    fields.string();
                }
                case 6 -> tables.remove(new Level(fields.varint(), fields.varint()));
                case 7 -> add(fields);
                case 9 -> logBefore = fields.varint();
                default -> throw place.damage("has the unknown tag " + tag);
            }
        }
    }

    private static void order(ByteBuffer name, Fields.Place place) {
        String order = StandardCharsets.ISO_8859_1.decode(name).toString();
        if (!order.equals(ORDER))
            throw place.damage(
                    "says that keys are in the order %s, but jdl knows only %s"
                            .formatted(order, ORDER));
    }

    private void add(Fields fields) {
        long level = fields.varint();
        long number = fields.varint();
        var table = new Table(number, fields.varint(), fields.string());
        fields.string(); // the highest key
        tables.put(new Level(level, number), table);
    }
}
