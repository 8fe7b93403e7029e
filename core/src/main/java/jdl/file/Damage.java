package jdl.file;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/** Bytes that were read but cannot be meant; the message says where in the file and why. */
public final class Damage extends IOException {

    private static final long serialVersionUID = 1L;

    public Damage(String message) {
        super(message);
    }

    /** The same trouble, with the part of the file where it was met in front. */
    public static IOException in(String part, IOException cause) {
        return is(cause) ? new Damage(part + ": " + words(cause)) : cause;
    }

    /** Whether the bytes are to blame, and not the disk. */
    public static boolean is(IOException cause) {
        return cause instanceof Damage || cause instanceof InvalidProtocolBufferException;
    }

    public static String words(IOException cause) {
        String message = cause.getMessage();
        return cause instanceof Damage && message != null ? message : "cut off or damaged";
    }
}
