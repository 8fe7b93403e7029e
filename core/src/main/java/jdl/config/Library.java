package jdl.config;

/** Where included files come from; this room opens none. */
public interface Library {

    /**
     * The text of {@code path}, which is relative to the file that names it. Its {@link
     * Text#name()} is the same whichever way leads to the file, so that a circle can be seen.
     *
     * @param from where the path is written
     * @throws ConfigException at {@code from} where there is no such file
     */
    Text open(String path, Place from);
}
