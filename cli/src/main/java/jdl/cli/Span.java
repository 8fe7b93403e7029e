package jdl.cli;

/** The mean time of a part of an iteration, and what was done in it. */
record Span(double milliseconds, Effort effort) {

    Span and(Span other) {
        return new Span(milliseconds + other.milliseconds, effort.and(other.effort));
    }

    double gigaflops() {
        return milliseconds > 0 ? effort.flops() / milliseconds / 1e6 : 0;
    }

    double gigabytes() {
        return milliseconds > 0 ? effort.bytes() / milliseconds / 1e6 : 0;
    }
}
