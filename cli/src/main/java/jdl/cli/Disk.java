package jdl.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;

/** Text files that a command reads and writes, with failures that name them. */
final class Disk {

    /** Longer than any config; weights given by mistake are not read whole. */
    private static final long LONGEST = 64 << 20;

    private Disk() {}

    static String read(Path file) {
        try {
            if (Files.isDirectory(file))
                throw new Failure(Kind.MISSING, file + ": a file expected, but this is a folder");
            if (Files.size(file) > LONGEST) throw noText(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw noText(file);
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw writing(file, e);
        }
    }

    private static Failure noText(Path file) {
        return Failure.config(
                file
                        + ": a text file expected, but this is none\n    weights are given by --weights");
    }

    static Failure writing(Path file, IOException e) {
        if (e instanceof AccessDeniedException)
            return new Failure(Kind.PERMISSION, file + ": may not be written", e);
        if (e instanceof NoSuchFileException)
            return new Failure(Kind.CANNOT_CREATE, file + ": its folder does not exist", e);
        return new Failure(Kind.IO, file + ": " + e.getMessage(), e);
    }
}
