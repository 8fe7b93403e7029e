package jdl.failure;

/**
 * What a user can mend, or at least must be told: a kind, which decides the exit code, and a
 * message for people.
 */
public class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public Failure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Failure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public static Failure config(String message) {
        return new Failure(Kind.CONFIG, message);
    }

    /** What to tell the user. */
    public String message() {
        return String.valueOf(getMessage());
    }

    public Kind kind() {
        return kind;
    }

    /** The kinds of failure, each with the exit code of the process that meets it. */
    public enum Kind {
        CONFIG(2),
        MEMORY(3),
        CORRUPT(65),
        MISSING(66),
        UNREACHABLE(69),
        CANNOT_CREATE(73),
        IO(74),
        LOCKED(75),
        INTEGRITY(76),
        PERMISSION(77),
        DIVERGED(88);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
