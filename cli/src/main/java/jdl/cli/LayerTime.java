package jdl.cli;

/**
 * Where the time of one layer goes, means over the iterations.
 *
 * @param layout in which order the floats of its first top lie
 * @param data whether it brings the data that others compute with
 */
record LayerTime(
        String name,
        String type,
        String layout,
        boolean data,
        Span forward,
        Span backward,
        Span update) {

    Span all() {
        return forward.and(backward).and(update);
    }
}
