package jdl.file.tar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.file.Trouble;

/** Writes samples into archives {@code name-000000.tar}, each of no more than so many bytes. */
public final class TarShardWriter {

    private static final int LONGEST_NAME = 100;
    private static final int END = 2 * TarHeader.BLOCK;

    private final Path folder;
    private final String name;
    private final long most;
    private final Samples samples;
    private long next;

    private TarShardWriter(Path folder, String name, long most, Samples samples) {
        this.folder = folder;
        this.name = name;
        this.most = most;
        this.samples = samples;
    }

    /** The files of a sample, by their endings; the key has no dot behind its last slash. */
    public record Sample(String key, SortedMap<String, byte[]> parts) {}

    /** Makes a sample; may be asked for one again. */
    public interface Samples {
        long size();

        Sample get(long index);
    }

    /**
     * Writes all samples and says into which files; a shard has more than {@code most} bytes only
     * where one sample has.
     */
    public static List<Path> write(Path folder, String name, long most, Samples samples) {
        var writer = new TarShardWriter(folder, name, most, samples);
        writer.refuseOldShards();
        var shards = new ArrayList<Path>();
        while (writer.next < samples.size()) shards.add(writer.shard(shards.size()));
        return shards;
    }

    /** What is left of an older, longer set would be read as a part of the new one. */
    private void refuseOldShards() {
        if (!Files.isDirectory(folder)) return;
        try (var files = Files.newDirectoryStream(folder, name + "-[0-9]*.tar")) {
            for (Path old : files)
                throw new Failure(
                        Kind.CANNOT_CREATE,
                        old + ": is there already\n    remove it, or choose another name");
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    private Path shard(int number) {
        Path path = folder.resolve("%s-%06d.tar".formatted(name, number));
        long first = next;
        new AtomicFile(new RealDisk(), path).write(most, out -> fill(out, first));
        return path;
    }

    private void fill(OutputStream out, long first) throws IOException {
        long room = most - END;
        for (next = first; next < samples.size(); next++) {
            Sample sample = samples.get(next);
            long size = size(sample);
            if (size > room && next > first) break;
            room -= size;
            for (var part : sample.parts.entrySet()) put(out, name(sample, part), part.getValue());
        }
        out.write(new byte[END]);
    }

    private static long size(Sample sample) {
        return sample.parts.entrySet().stream()
                .mapToLong(
                        part ->
                                TarHeader.BLOCK
                                        + header(name(sample, part), part.getValue(), '0').padded()
                                        + longName(name(sample, part)).length)
                .sum();
    }

    private static void put(OutputStream out, String name, byte[] bytes) throws IOException {
        out.write(longName(name));
        TarHeader header = header(name, bytes, '0');
        out.write(header.block().array());
        out.write(bytes);
        out.write(new byte[(int) (header.padded() - bytes.length)]);
    }

    /** The blocks that tell a name that does not fit into a header, or nothing. */
    private static byte[] longName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST_NAME) return new byte[0];
        TarHeader header = header("././@LongLink", bytes, 'L');
        byte[] blocks = new byte[TarHeader.BLOCK + (int) header.padded()];
        header.block().get(blocks, 0, TarHeader.BLOCK);
        System.arraycopy(bytes, 0, blocks, TarHeader.BLOCK, bytes.length);
        return blocks;
    }

    private static TarHeader header(String name, byte[] bytes, char kind) {
        return new TarHeader(name, bytes.length, kind);
    }

    private static String name(Sample sample, Map.Entry<String, byte[]> part) {
        return sample.key + "." + part.getKey();
    }
}
