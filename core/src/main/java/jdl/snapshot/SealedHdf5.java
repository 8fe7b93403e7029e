package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.function.Function;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.Damage;
import jdl.file.Digests;
import jdl.file.Disk;
import jdl.file.Trouble;
import jdl.file.hdf5.Hdf5File;
import jdl.file.hdf5.Hdf5Group;
import jdl.file.hdf5.Hdf5Item.Group;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.file.hdf5.Hdf5Writer;

/**
 * An HDF5 file between two seals: a word behind its superblock, where readers find nothing, and at
 * its very end the values of {@code jdl_seal}: another word and the SHA-256 of all that stands
 * before them. A file with neither, such as Caffe's, is read as well; one with half of it is
 * damaged.
 */
final class SealedHdf5 {

    private static final String NAME = "jdl_seal";
    private static final byte[] OPENING = "jdl sealed file\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "jdl seal SHA256\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SEAL = CLOSING.length + 32;
    private static final int BUFFER = 1 << 16;

    private SealedHdf5() {}

    /** What was read from a file, and the SHA-256 of the whole file. */
    record Read<T>(T content, ByteString sha256) {}

    /** Writes a file of these members, and the seals; returns the SHA-256 of the whole file. */
    static ByteString write(Disk disk, Path path, Group root) {
        var members = new LinkedHashMap<>(root.members());
        Values.Body seal =
                sink -> {
                    ByteString digest = sink.digest();
                    sink.write(CLOSING);
                    digest.writeTo(sink);
                };
        members.put(NAME, Values.bytes(SEAL, seal));
        var writer = new Hdf5Writer(new Group(members), OPENING);
        return new AtomicFile(disk, path).write(writer.size(), writer::writeTo);
    }

    static <T> Read<T> read(Path path, Function<Hdf5Group, T> content) {
        ByteString digest = checked(path);
        try (var file = Hdf5File.open(path)) {
            return new Read<>(content.apply(file.root()), digest);
        }
    }

    /** Compares the seals, if there are any, with what is between them; returns the digest. */
    private static ByteString checked(Path path) {
        try (var channel = FileChannel.open(path)) {
            return checked(channel);
        } catch (Damage e) {
            String line = "%s: is damaged: %s%n    take an earlier one, or copy it anew";
            throw new Failure(Failure.Kind.CORRUPT, line.formatted(path, e.getMessage()), e);
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }

    private static ByteString checked(FileChannel channel) throws IOException {
        InputStream in = Channels.newInputStream(channel);
        var digest = Digests.sha256();
        byte[] start = in.readNBytes(Hdf5Writer.NOTE + OPENING.length);
        digest.update(start);
        boolean opened = ends(start, OPENING);
        for (long left = channel.size() - start.length - SEAL; left > 0; ) {
            byte[] bytes = in.readNBytes((int) Math.min(left, BUFFER));
            if (bytes.length == 0) break;
            digest.update(bytes);
            left -= bytes.length;
        }
        ByteString wanted = ByteString.copyFrom(CLOSING).concat(Digests.soFar(digest));
        ByteString last = ByteString.copyFrom(in.readAllBytes());
        boolean closed = last.startsWith(ByteString.copyFrom(CLOSING));
        if (opened && !closed)
            throw new Damage("its closing seal is missing, so it was cut off or never finished");
        if (closed && !last.equals(wanted))
            throw new Damage(
                    "its closing seal does not match, so it was changed since jdl wrote it");
        if (closed && !opened) throw new Damage("its opening seal is missing");
        digest.update(last.toByteArray());
        return Digests.soFar(digest);
    }

    private static boolean ends(byte[] bytes, byte[] end) {
        int from = bytes.length - end.length;
        return from >= 0 && Arrays.equals(bytes, from, bytes.length, end, 0, end.length);
    }
}
