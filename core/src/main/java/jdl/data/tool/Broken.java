package jdl.data.tool;

import jdl.data.Source;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * A record that cannot be read.
 *
 * @param key what its source calls it
 */
public record Broken(long index, String key, String why) {

    /** The record that a failure is about; the failure itself if it is about more than that. */
    static Broken of(Source source, long index, Failure e) {
        if (e.kind() == Kind.MEMORY || e.kind() == Kind.CONFIG) throw e;
        String key = key(source, index);
        String why = e.message();
        return new Broken(index, key, why.startsWith(key + ": ") ? cut(why, key) : why);
    }

    /** The same, as a failure that names the record. */
    Failure failure(Kind kind) {
        return new Failure(kind, this + "\n    jdl data verify lists all that cannot be read");
    }

    private static String cut(String why, String key) {
        return why.substring(key.length() + 2);
    }

    private static String key(Source source, long index) {
        try {
            return source.key(index);
        } catch (Failure e) {
            return "record " + index;
        }
    }

    @Override
    public String toString() {
        return key + ": " + why;
    }
}
