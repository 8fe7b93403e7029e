package jdl.file.tar;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdl.file.FileName;
import jdl.file.RandomFile;
import jdl.file.RunIndex;

/**
 * Archives whose files belong together as samples: those that follow each other and share their
 * name up to its first dot, {@code 000123.jpg} and {@code 000123.cls}. Read from any thread; a
 * sample takes 8 bytes of memory. Hidden files, whose names begin with a dot, are no samples.
 */
public final class TarShards implements Closeable {

    private final List<RandomFile> files = new ArrayList<>();
    private final RunIndex shards = new RunIndex();
    private long[] begins = new long[16];

    private TarShards() {}

    /** Opens shards in the order given. */
    public static TarShards open(List<Path> paths) {
        var shards = new TarShards();
        try {
            for (Path path : paths) shards.add(RandomFile.open(path));
            return shards;
        } catch (Throwable e) {
            shards.close();
            throw e;
        }
    }

    /** A file of a sample, and what its name has behind the first dot. */
    private record Name(String key, String ending) {
        static Name of(String path) {
            int base = path.lastIndexOf('/') + 1;
            int dot = path.indexOf('.', base);
            return dot < 0
                    ? new Name(path, "")
                    : new Name(path.substring(0, dot), path.substring(dot + 1));
        }

        boolean isHidden() {
            return key.isEmpty() || key.endsWith("/");
        }
    }

    /** Where the bytes of a sample's file are; they are read when asked for. */
    public record Part(RandomFile file, long offset, long size) {
        public ByteBuffer read() {
            return file.read(offset, size, "a file");
        }
    }

    /** The files of a sample, by their endings. */
    public record Sample(Path shard, String key, Map<String, Part> parts) {}

    public long size() {
        return shards.size();
    }

    public Sample sample(long index) {
        RandomFile file = files.get((int) shards.place(index).block());
        var walk = new TarWalk(file, begins[(int) index]);
        var parts = new TreeMap<String, Part>();
        String key = "";
        for (var entry = walk.next(); entry.isPresent(); entry = walk.next()) {
            Name name = Name.of(entry.get().name());
            if (name.isHidden()) continue;
            if (parts.isEmpty()) key = name.key;
            if (!name.key.equals(key)) break;
            var part = new Part(file, entry.get().offset(), entry.get().size());
            if (parts.put(name.ending, part) != null)
                throw file.corrupt("holds \"%s\" twice".formatted(entry.get().name()));
        }
        return new Sample(file.path(), key, parts);
    }

    @Override
    public void close() {
        files.forEach(RandomFile::close);
    }

    private void add(RandomFile file) {
        files.add(file);
        TarWalk.refuseGzip(file);
        var walk = new TarWalk(file, 0);
        Optional<String> last = Optional.empty();
        int before = Math.toIntExact(size());
        int count = before;
        for (var entry = walk.next(); entry.isPresent(); entry = walk.next()) {
            Name name = Name.of(entry.get().name());
            if (name.isHidden() || last.equals(Optional.of(name.key))) continue;
            last = Optional.of(name.key);
            if (count == begins.length) begins = Arrays.copyOf(begins, count + count / 2);
            begins[count++] = entry.get().begin();
        }
        shards.add(files.size() - 1, 0, count - before);
        if (count == before)
            throw file.refuse("holds no samples", FileName.of(file.path()) + " should hold files");
    }
}
