package jdl.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/** What the system says when a file cannot be had, told to people. */
public final class Trouble {

    private Trouble() {}

    /** A file could not be made. */
    public static Failure creating(Path file, IOException cause) {
        String message = "%s: cannot be created: %s%n    choose a folder that can be written to";
        return new Failure(creating(cause), message.formatted(file, reason(cause)), cause);
    }

    private static Kind creating(IOException cause) {
        if (cause instanceof AccessDeniedException) return Kind.PERMISSION;
        // ENOSPC and EDQUOT have no exceptions of their own.
        boolean full = reason(cause).matches("(?i).*(no space|quota).*");
        return full ? Kind.IO : Kind.CANNOT_CREATE;
    }

    /** A file could not be filled, made durable or given its name. */
    public static Failure writing(Path file, IOException cause, long needed, long free) {
        Kind kind = cause instanceof AccessDeniedException ? Kind.PERMISSION : Kind.IO;
        String message =
                String.format(
                        Locale.ROOT,
                        "%s: cannot be written: %s%n    it needs %s, and %s are free there",
                        file,
                        reason(cause),
                        count(needed),
                        count(free));
        return new Failure(kind, message, cause);
    }

    private static String count(long bytes) {
        return bytes < 0
                ? "an unknown number of bytes"
                : String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    /** A file could not be read. */
    public static Failure reading(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException)
            return new Failure(Kind.MISSING, file + ": there is no such file", cause);
        if (Files.isDirectory(file))
            return new Failure(Kind.MISSING, file + ": is a folder, not a file", cause);
        if (cause instanceof AccessDeniedException)
            return new Failure(Kind.PERMISSION, file + ": may not be read", cause);
        return new Failure(Kind.IO, file + ": cannot be read: " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) return "permission denied";
        if (cause instanceof NoSuchFileException) return "no such folder";
        String reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }
}
