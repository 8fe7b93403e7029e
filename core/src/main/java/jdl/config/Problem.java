package jdl.config;

/** One mistake in a text: where it is, what it is, and a way out, which may be empty. */
public record Problem(Place place, String mistake, String wayOut) {

    @Override
    public String toString() {
        return place + ": " + mistake + (wayOut.isEmpty() ? "" : "\n    " + wayOut);
    }
}
