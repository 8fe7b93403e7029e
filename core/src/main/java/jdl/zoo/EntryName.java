package jdl.zoo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.failure.Failure;

/**
 * The name of an entry: {@code owner/name@version}. Without an owner it is jdl's, without a version
 * it is the newest.
 */
public record EntryName(String owner, String name, Optional<Version> version) {

    /** Whose entries need no owner in their names. */
    public static final String HOUSE = "jdl";

    /** How an entry is written where a file could be, too. */
    public static final String PREFIX = "zoo:";

    private static final String PART = "[a-z0-9]+(?:[._-][a-z0-9]+)*";
    private static final int LONGEST = 64;
    private static final Pattern FORM =
            Pattern.compile("(?:(%s)/)?(%s)(?:@([\\d.]+))?".formatted(PART, PART));

    /** The entry of a name, with or without {@code zoo:} before it. */
    public static EntryName of(String written) {
        String bare = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
        Matcher form = FORM.matcher(bare);
        if (bare.length() > 3 * LONGEST || !form.matches()) throw misspelt(written);
        String owner = Optional.ofNullable(form.group(1)).orElse(HOUSE);
        if (owner.length() > LONGEST || form.group(2).length() > LONGEST) throw misspelt(written);
        return new EntryName(
                owner, form.group(2), Optional.ofNullable(form.group(3)).map(Version::new));
    }

    private static Failure misspelt(String written) {
        return Failure.config(
                "\"%s\" is no name of an entry\n    such as lenet, owner/name or owner/name@1.2: small letters, digits, and . - _ between them"
                        .formatted(written));
    }

    /** Whether what is written names an entry and not a file. */
    public static boolean isOne(String written) {
        return written.startsWith(PREFIX);
    }

    public EntryName at(Version other) {
        return new EntryName(owner, name, Optional.of(other));
    }

    /** The name without a version. */
    public String path() {
        return owner + "/" + name;
    }

    /** The name without a version, as short as may be typed. */
    public String shortest() {
        return owner.equals(HOUSE) ? name : path();
    }

    /** Whether an entry is one that this name means. */
    public boolean means(EntryName entry) {
        return path().equals(entry.path())
                && version.map(v -> entry.version.filter(o -> v.compareTo(o) == 0).isPresent())
                        .orElse(true);
    }

    @Override
    public String toString() {
        return path() + version.map(v -> "@" + v).orElse("");
    }
}
