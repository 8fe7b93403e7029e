package jdl.zoo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.web.Progress;
import jdl.web.Wanted;

/** Copies of files on a disk. */
final class Copy {

    private Copy() {}

    /** Copies a file that has to be the one that is wanted; else there is no copy. */
    static void checked(Path from, Wanted file, Path to, Progress progress) {
        new AtomicFile(new RealDisk(), to)
                .write(
                        file.bytes(),
                        sink -> {
                            copy(from, file, sink, progress);
                            if (!hex(sink.digest()).equals(file.sha256())) throw lied(from, file);
                        });
    }

    private static void copy(Path from, Wanted file, AtomicFile.Sink sink, Progress progress)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(from)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > file.bytes()) throw lied(from, file);
                sink.write(buffer, 0, n);
                progress.at(file, bytes);
            }
        }
    }

    private static String hex(ByteString digest) {
        return HexFormat.of().formatHex(digest.toByteArray());
    }

    private static Failure lied(Path from, Wanted file) {
        return new Failure(
                Kind.INTEGRITY,
                "%s: is not the %d bytes whose SHA-256 is %s"
                        .formatted(from, file.bytes(), file.sha256()));
    }
}
