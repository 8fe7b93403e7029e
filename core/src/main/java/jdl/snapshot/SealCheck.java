package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import jdl.file.Damage;
import jdl.file.Digests;

/** The bytes of a file as they are read, whose digest is held to the file's seals at the end. */
final class SealCheck extends InputStream {

    private final InputStream in;
    private final MessageDigest digest = Digests.sha256();
    private final ByteString opening;
    private final int closing;
    private final ByteString.Output head = ByteString.newOutput();
    private final ByteString.Output tail = ByteString.newOutput();

    /** Bytes up to where the closing seal would begin. */
    private long left;

    private ByteString body = Digests.soFar(digest);

    /**
     * Reads a file of so many bytes.
     *
     * @param closing the length of a closing seal
     */
    SealCheck(InputStream in, long size, ByteString opening, int closing) {
        this.in = in;
        this.opening = opening;
        this.closing = closing;
        this.left = Math.max(0, size - closing);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        boolean atSeal = left == 0;
        int count = in.read(bytes, offset, atSeal ? length : (int) Math.min(length, left));
        if (count <= 0) return count;
        digest.update(bytes, offset, count);
        head.write(bytes, offset, Math.min(count, Math.max(0, opening.size() - head.size())));
        if (atSeal) {
            tail.write(bytes, offset, count);
        } else {
            left -= count;
            if (left == 0) body = Digests.soFar(digest);
        }
        return count;
    }

    /** Reads what is left and compares the seals, if there are any; returns the whole digest. */
    ByteString checked() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        boolean opened = head.toByteString().equals(opening);
        ByteString seal = SealedFile.closing(body);
        ByteString last = tail.toByteString();
        boolean closed = last.startsWith(seal.substring(0, closing - body.size()));
        if (opened && !closed)
            throw new Damage("its closing seal is missing, so it was cut off or never finished");
        if (closed && !last.equals(seal))
            throw new Damage(
                    "its closing seal does not match, so it was changed since jdl wrote it");
        if (closed && !opened) throw new Damage("its opening seal is missing");
        return Digests.soFar(digest);
    }
}
