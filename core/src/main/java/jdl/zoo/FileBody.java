package jdl.zoo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;
import jdl.web.Progress;
import jdl.web.Wanted;

/** A file on its way to a server, which is read only as fast as it gets there. */
final class FileBody {

    private FileBody() {}

    /** The body of a request; refuses a file that is not the one that is wanted. */
    static BodyPublisher of(Wanted file, Path from, Progress progress) {
        try {
            if (!file.is(from))
                throw new Failure(Kind.INTEGRITY, from + ": has changed since it was packed");
        } catch (IOException e) {
            throw Trouble.reading(from, e);
        }
        return file.bytes() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> open(file, from, progress)),
                        file.bytes());
    }

    private static InputStream open(Wanted file, Path from, Progress progress) {
        try {
            return new Counted(Files.newInputStream(from), file, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how much was read. */
    private static final class Counted extends FilterInputStream {

        private final Wanted file;
        private final Progress progress;
        private long bytes;

        Counted(InputStream in, Wanted file, Progress progress) {
            super(in);
            this.file = file;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int most) throws IOException {
            int count = super.read(buffer, from, most);
            if (count > 0) {
                bytes += count;
                progress.at(file, bytes);
            }
            return count;
        }
    }
}
