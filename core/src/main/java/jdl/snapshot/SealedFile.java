package jdl.snapshot;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
    private static final ByteString OPENING = field(Seal.getDefaultInstance());
    private static final int CLOSING = closing(Digests.soFar(Digests.sha256())).size();

    private final Path path;
    private final FileKind kind;

    SealedFile(Path path, FileKind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** Whether a file begins with a seal. */
    static boolean begins(byte[] head) {
        return ByteString.copyFrom(head).startsWith(OPENING);
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
            byte[] head = start(channel).readNBytes(FileKind.HEAD);
            var found = FileKind.of(head);
            if (found != kind && found != FileKind.UNKNOWN) throw found.insteadOf(kind, path);
            if (channel.size() > LIMIT) throw new Damage("longer than a message can be");
            var seals = new SealCheck(start(channel), channel.size(), OPENING, CLOSING);
            fields(seals, (int) channel.size(), field);
            return seals.checked();
        } catch (IOException e) {
            throw Damage.is(e) ? damaged(Damage.words(e)) : Trouble.reading(path, e);
        }
    }

    /** Reads the message. Where it makes no sense, a broken seal is the better reason. */
    private static void fields(SealCheck seals, int size, Wire.Field field) throws IOException {
        try {
            var in = CodedInputStream.newInstance(seals, BUFFER);
            in.pushLimit(size);
            Wire.fields(in, field);
        } catch (IOException | Failure e) {
            seals.checked();
            throw e;
        }
    }

    /** The error of a file whose bytes cannot be meant. */
    Failure damaged(String why) {
        String line = "%s: is damaged: %s%n    take an earlier one, or copy it anew";
        return new Failure(Failure.Kind.CORRUPT, line.formatted(path, why));
    }

    /** The channel from its beginning. */
    private static InputStream start(FileChannel channel) throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    static ByteString closing(ByteString digest) {
        return field(Seal.newBuilder().setSha256(digest).build());
    }

    private static ByteString field(Seal seal) {
        return NetParameter.newBuilder().setSeal(seal).build().toByteString();
    }
}
