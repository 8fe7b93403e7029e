package jdl.zoo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.file.Trouble;

/** Files that are read and written in one piece. */
final class Small {

    private Small() {}

    static ByteString read(Path file, int most) {
        try {
            if (Files.size(file) > most)
                throw new Failure(Kind.CORRUPT, file + ": has more than " + most + " bytes");
            return ByteString.copyFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    static void write(Path file, String text) {
        write(file, ByteString.copyFromUtf8(text));
    }

    static void write(Path file, ByteString bytes) {
        new AtomicFile(new RealDisk(), file).write(bytes.size(), bytes::writeTo);
    }
}
