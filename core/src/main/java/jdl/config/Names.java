package jdl.config;

/** How a variable may be called. */
final class Names {

    private Names() {}

    static boolean isName(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && text.chars().allMatch(c -> isPart((char) c));
    }

    static boolean isPart(char c) {
        return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
