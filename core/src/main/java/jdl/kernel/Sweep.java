package jdl.kernel;

import java.util.stream.IntStream;

/**
 * How a kernel goes along one axis, up or down: place p of the result is the sum over the taps t of
 * what lies at {@code p · step + origin + offsets[t]} of the source, times the kernel's element
 * {@code taps[t]}. Place p lies at {@code start + p · stride} of the result.
 *
 * @param size of the source; what lies outside is 0
 */
@SuppressWarnings("ArrayRecordComponent") // lists of numbers that are never compared
public record Sweep(
        int count,
        int step,
        int origin,
        int[] offsets,
        int[] taps,
        int start,
        int stride,
        int size) {

    /** From a bottom to its top. */
    public static Sweep up(Window.Axis axis) {
        int[] taps = IntStream.range(0, axis.kernel()).toArray();
        int[] offsets = IntStream.of(taps).map(k -> k * axis.dilation()).toArray();
        return new Sweep(
                axis.places(), axis.stride(), -axis.pad(), offsets, taps, 0, 1, axis.size());
    }

    /**
     * From a top to its bottom, at the bottom's places {@code phase}, {@code phase + stride} …: all
     * of them are reached by the same taps.
     */
    public static Sweep down(Window.Axis axis, int phase) {
        int stride = axis.stride();
        int shift = phase + axis.pad();
        int[] taps =
                IntStream.range(0, axis.kernel())
                        .filter(k -> (shift - k * axis.dilation()) % stride == 0)
                        .toArray();
        int[] places =
                IntStream.of(taps).map(k -> (shift - k * axis.dilation()) / stride).toArray();
        int first = IntStream.of(places).min().orElse(0);
        int[] offsets = IntStream.of(places).map(place -> place - first).toArray();
        int count = (axis.size() - phase + stride - 1) / stride;
        return new Sweep(Math.max(0, count), 1, first, offsets, taps, phase, stride, axis.places());
    }

    /** The largest offset. */
    public int reach() {
        int most = 0;
        for (int offset : offsets) most = Math.max(most, offset);
        return most;
    }

    /** Floats of the source from the first that some of {@code places} places see to the last. */
    public int extent(int places) {
        return (places - 1) * step + reach() + 1;
    }

    /** Whether no place sees anything outside. */
    public boolean isInside() {
        return origin >= 0 && origin + extent(count) <= size;
    }
}
