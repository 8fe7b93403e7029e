package jdl.data.download;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Damage;
import jdl.file.tar.TarHeader;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the plain files of a gzipped tar (POSIX ustar) into one folder, whatever folders they
 * had. A name is letters, digits, dots, hyphens and underscores, and an archive is not trusted with
 * more.
 */
final class Tar {

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
            for (byte[] head = tar.head(); !TarHeader.isEnd(head); head = tar.head())
                tar.entry(TarHeader.read(head), folder);
        } catch (Damage e) {
            throw broken(archive, e.getMessage());
        } catch (EOFException | ZipException e) {
            throw new Failure(Kind.CORRUPT, archive + ": broken archive: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Failure(Kind.IO, archive + ": cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private byte[] head() throws IOException {
        byte[] head = in.readNBytes(TarHeader.BLOCK);
        if (head.length < TarHeader.BLOCK) throw new EOFException("no end mark");
        return head;
    }

    private void entry(TarHeader head, Path folder) throws IOException {
        String name = head.name().substring(head.name().lastIndexOf('/') + 1);
        total += head.size();
        if (head.size() > MOST || total > MOST)
            throw broken(archive, "more than " + MOST + " bytes in it");
        if (head.isPlain() && NAME.matcher(name).matches())
            write(folder.resolve(name), head.size());
        else in.skipNBytes(head.size());
        in.skipNBytes(head.padded() - head.size());
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

    private static Failure broken(Path archive, @Nullable String what) {
        return new Failure(Kind.CORRUPT, archive + ": broken archive: " + what);
    }
}
