package jdl.config;

/**
 * Where something is written: a file, a line and a column, both counted from 1. Line 0 means that
 * {@code file} already says it all, as for an option of the command line.
 */
public record Place(String file, int line, int column) {

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
