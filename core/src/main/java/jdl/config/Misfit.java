package jdl.config;

/** A value that its field cannot hold. */
final class Misfit extends Exception {

    private static final long serialVersionUID = 1L;

    private final String wayOut;

    Misfit(String mistake, String wayOut) {
        super(mistake);
        this.wayOut = wayOut;
    }

    /** "expected …, but got …". */
    static Misfit expected(String what, String got, String wayOut) {
        return new Misfit("expected " + what + ", but got " + got, wayOut);
    }

    Problem at(Place place, String key) {
        return new Problem(place, key + ": " + getMessage(), wayOut);
    }
}
