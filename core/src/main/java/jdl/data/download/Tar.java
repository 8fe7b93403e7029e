package jdl.data.download;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * Unpacks the plain files of a gzipped tar (POSIX ustar) into one folder, whatever folders they
 * had. A name is letters, digits, dots, hyphens and underscores, and an archive is not trusted with
 * more.
 */
final class Tar {

    private static final int BLOCK = 512;
    private static final long MOST = 1L << 30;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private final Path archive;
    private final InputStream in;
    private long total;

    private Tar(Path archive, InputStream in) {
        this.archive = archive;
        this.in = in;
    }

    static void unpack(Path archive, Path folder) {
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            var tar = new Tar(archive, in);
            for (byte[] head = tar.head(); head[0] != 0; head = tar.head()) tar.entry(head, folder);
        } catch (EOFException | ZipException e) {
            throw new Failure(Kind.CORRUPT, archive + ": broken archive: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Failure(Kind.IO, archive + ": cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private byte[] head() throws IOException {
        byte[] head = in.readNBytes(BLOCK);
        if (head.length < BLOCK) throw new EOFException("no end mark");
        if (head[0] != 0 && checksum(head) != octal(head, 148, 8)) throw corrupt("wrong checksum");
        return head;
    }

    private void entry(byte[] head, Path folder) throws IOException {
        String path = text(head, 0, 100);
        String name = path.substring(path.lastIndexOf('/') + 1);
        long size = octal(head, 124, 12);
        total += size;
        if (total > MOST) throw corrupt("more than " + MOST + " bytes in it");
        boolean plain = head[156] == '0' || head[156] == 0;
        if (plain && NAME.matcher(name).matches()) write(folder.resolve(name), size);
        else in.skipNBytes(size);
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    /** A file that is there and has the right size is left alone. */
    private void write(Path place, long size) throws IOException {
        if (Files.exists(place) && Files.size(place) == size) {
            in.skipNBytes(size);
            return;
        }
        Path part = place.resolveSibling(place.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (var out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (n < 0) throw new EOFException(place.getFileName() + " ends early");
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private long octal(byte[] head, int from, int length) {
        String digits = text(head, from, length).strip();
        if (!digits.matches("[0-7]{1,11}")) throw corrupt("no number at byte " + from);
        return Long.parseLong(digits, 8);
    }

    private static String text(byte[] head, int from, int length) {
        int end = from;
        while (end < from + length && head[end] != 0) end++;
        return new String(head, from, end - from, StandardCharsets.US_ASCII);
    }

    /** The sum of the bytes, its own eight counted as blanks. */
    private static long checksum(byte[] head) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? ' ' : head[i] & 0xff;
        return sum;
    }

    private Failure corrupt(String what) {
        return new Failure(Kind.CORRUPT, archive + ": broken archive: " + what);
    }
}
