package jdl.snapshot;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.Damage;
import jdl.file.Digests;
import jdl.file.Disk;
import jdl.file.Trouble;
import jdl.proto.NetParameter;
import jdl.proto.Seal;

/**
 * A file that is one message between two seals: field 100001, empty at its very beginning, and with
 * the SHA-256 of all that stands before it at its very end. A file with neither, such as Caffe's,
 * is read as well; one with half of it is damaged.
 */
final class SealedFile {

    static final int FIELD = NetParameter.SEAL_FIELD_NUMBER;

    /** The most bytes that protobuf, and so Caffe, can read as one message. */
    static final long LIMIT = Integer.MAX_VALUE;

    private static final int BUFFER = 1 << 16;
    private static final int DIGEST = 32;
    private static final ByteString OPENING = field(Seal.getDefaultInstance());
    private static final int CLOSING = closing(Digests.soFar(Digests.sha256())).size();

    private final Path path;
    private final FileKind kind;

    SealedFile(Path path, FileKind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** What stands between the seals. */
    interface Body {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    /** Writes the file with a body of so many bytes; returns the SHA-256 of the whole file. */
    ByteString write(Disk disk, long length, Body body) {
        long size = OPENING.size() + length + CLOSING;
        if (size > LIMIT)
            throw Failure.config(
                    "%s: would take %d bytes, but %s holds at most %d%n    make the net smaller"
                            .formatted(path, size, kind.words(), LIMIT));
        return new AtomicFile(disk, path).write(size, sink -> fill(sink, body));
    }

    private static void fill(AtomicFile.Sink sink, Body body) throws IOException {
        OPENING.writeTo(sink);
        var out = CodedOutputStream.newInstance(sink, BUFFER);
        body.writeTo(out);
        out.flush();
        closing(sink.digest()).writeTo(sink);
    }

    /** Reads the fields of the message, seals and all; returns the SHA-256 of the whole file. */
    ByteString read(Wire.Field field) {
        try (var channel = FileChannel.open(path)) {
            ByteString digest = checked(channel);
            var found = FileKind.of(start(channel).readNBytes(FileKind.HEAD));
            if (found != kind && found != FileKind.UNKNOWN) throw found.insteadOf(kind, path);
            if (channel.size() > LIMIT) throw new Damage("longer than a message can be");
            var in = CodedInputStream.newInstance(start(channel), BUFFER);
            in.pushLimit((int) channel.size());
            Wire.fields(in, field);
            return digest;
        } catch (IOException e) {
            throw Damage.is(e) ? damaged(Damage.words(e)) : Trouble.reading(path, e);
        }
    }

    /** The error of a file whose bytes cannot be meant. */
    Failure damaged(String why) {
        String line = "%s: is damaged: %s%n    take an earlier one, or copy it anew";
        return new Failure(Failure.Kind.CORRUPT, line.formatted(path, why));
    }

    /** Compares the seals, if there are any, with what is between them; returns the digest. */
    private static ByteString checked(FileChannel channel) throws IOException {
        boolean opened =
                Arrays.equals(start(channel).readNBytes(OPENING.size()), OPENING.toByteArray());
        var digest = Digests.sha256();
        var in = start(channel);
        update(digest, in, channel.size() - CLOSING);
        ByteString seal = closing(Digests.soFar(digest));
        ByteString last = ByteString.copyFrom(in.readAllBytes());
        boolean closed = last.startsWith(seal.substring(0, CLOSING - DIGEST));
        if (opened && !closed)
            throw new Damage("its closing seal is missing, so it was cut off or never finished");
        if (closed && !last.equals(seal))
            throw new Damage(
                    "its closing seal does not match, so it was changed since jdl wrote it");
        if (closed && !opened) throw new Damage("its opening seal is missing");
        digest.update(last.toByteArray());
        return Digests.soFar(digest);
    }

    private static void update(MessageDigest digest, InputStream in, long length)
            throws IOException {
        for (long left = length; left > 0; ) {
            byte[] bytes = in.readNBytes((int) Math.min(left, BUFFER));
            if (bytes.length == 0) return;
            digest.update(bytes);
            left -= bytes.length;
        }
    }

    /** The channel from its beginning. */
    private static InputStream start(FileChannel channel) throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    private static ByteString closing(ByteString digest) {
        return field(Seal.newBuilder().setSha256(digest).build());
    }

    private static ByteString field(Seal seal) {
        return NetParameter.newBuilder().setSeal(seal).build().toByteString();
    }
}
