package jdl.kernel.vector;

import static jdl.kernel.vector.Tile.LANES;

import java.util.Arrays;
import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/**
 * A convolution, up or down, over images whose channels lie last: tiles of pixels by outputs, no
 * columns in memory. A task takes a band of an image's rows, with zeros around it if the kernel
 * goes over the edge, and runs all tiles of some panels of outputs over it.
 */
final class Correlator {

    /** Floats of the source that a band holds about: half of the second cache. */
    private static final int BAND = 1 << 16;

    /** Floats of a panel at a time, about: so much stays in the second cache. */
    private static final int SLICE = 25 << 10;

    /** Tasks below which panels are given to tasks of their own. */
    private static final int FEW = 8;

    private final Sweep height;
    private final Sweep width;
    private final Packing packing;
    private final int images;
    private final int groups;
    private final int channels;
    private final int outputs;
    private final boolean inside;
    private final int rowsOfBand;
    private final int bands;
    private final int panelsOfTask;

    /** How far each step of the reduction lies from a pixel's first float. */
    private final int[] steps;

    /** How far each pixel of a band lies from the band's first float. */
    private final int[] pixels;

    /** How far each pixel's result lies from the band's first result. */
    private final int[] results;

    /** How far a source's pixels and rows lie apart, as they are read. */
    private final int pixelStep;

    private final int rowStep;

    private final int resultHeight;
    private final int resultWidth;

    private final ThreadLocal<Band> band;

    /** What all bands of a call have in common. */
    private record Call(Tensor packed, Tensor x, Tensor y, boolean add, Finish finish) {}

    Correlator(
            Convolution c,
            Sweep height,
            Sweep width,
            boolean down,
            ThreadLocal<Workspace> workspace) {
        this.band = ThreadLocal.withInitial(() -> new Band(workspace.get()));
        this.resultHeight = down ? c.height().size() : c.height().places();
        this.resultWidth = down ? c.width().size() : c.width().places();
        this.height = height;
        this.width = width;
        this.packing = Packing.of(c, height, width, down);
        this.images = c.images();
        this.groups = c.groups();
        this.channels = down ? c.outputs() : c.channels();
        this.outputs = down ? c.channels() : c.outputs();
        this.inside = height.isInside() && width.isInside();
        this.pixelStep = inside ? channels : packing.inputs();
        this.rowStep = (inside ? width.size() : width.extent(width.count())) * pixelStep;
        int room = BAND / Math.max(1, rowStep) - height.reach();
        this.rowsOfBand = Math.max(1, Math.min(height.count(), room / height.step()));
        this.bands = (height.count() + rowsOfBand - 1) / rowsOfBand;
        int tasks = images * groups * bands;
        this.panelsOfTask =
                tasks >= FEW ? packing.panels() : Math.max(1, packing.panels() * tasks / FEW);
        this.steps = steps();
        this.pixels = pixels();
        this.results = results();
    }

    private int[] steps() {
        int[] result = new int[packing.depth()];
        int k = 0;
        for (int y : height.offsets())
            for (int x : width.offsets())
                for (int i = 0; i < packing.inputs(); i++)
                    result[k++] = y * rowStep + x * pixelStep + i;
        return result;
    }

    private int[] results() {
        int[] result = new int[rowsOfBand * width.count()];
        for (int p = 0; p < result.length; p++)
            result[p] =
                    (p / width.count() * height.stride() * resultWidth
                                    + p % width.count() * width.stride())
                            * outputs;
        return result;
    }

    private int[] pixels() {
        int[] result = new int[rowsOfBand * width.count()];
        for (int p = 0; p < result.length; p++)
            result[p] =
                    p / width.count() * height.step() * rowStep
                            + p % width.count() * width.step() * pixelStep;
        return result;
    }

    /** Packs the weights. */
    void pack(Workers workers, Tensor w, Tensor packed) {
        int panels = packing.panels();
        workers.forEach(
                groups * panels,
                i ->
                        packing.pack(
                                w,
                                i / panels,
                                i % panels,
                                packed.array(),
                                packed.offset() + i * packing.panelSize()));
    }

    /** {@code y = packed * x}, or {@code y += packed * x}. */
    void run(Workers workers, Tensor packed, Tensor x, Tensor y, boolean add, Finish finish) {
        if (height.count() == 0 || width.count() == 0) return;
        int across = (packing.panels() - 1) / panelsOfTask + 1;
        var call = new Call(packed, x, y, add, finish);
        workers.forEach(
                images * groups * bands * across,
                task -> {
                    int panel = task % across * panelsOfTask;
                    int number = task / across % bands;
                    int group = task / across / bands % groups;
                    Band mine = band.get();
                    mine.read(call, task / across / bands / groups, group, number);
                    mine.run(call, panel);
                });
    }

    /** The band of one group of one image that a thread is at. */
    private final class Band {

        private final Workspace scratch;
        private int group;
        private int firstResult;
        private int count;
        private float[] source = {};
        private int at;

        Band(Workspace scratch) {
            this.scratch = scratch;
        }

        void read(Call c, int image, int group, int band) {
            this.group = group;
            int firstRow = band * rowsOfBand;
            int resultRow = image * resultHeight + height.start() + firstRow * height.stride();
            this.firstResult =
                    c.y.offset()
                            + (resultRow * resultWidth + width.start()) * outputs
                            + group * packing.outputs();
            int rows = Math.min(rowsOfBand, height.count() - firstRow);
            this.count = rows * width.count();
            int row = firstRow * height.step() + height.origin();
            int from =
                    c.x.offset()
                            + image * height.size() * width.size() * channels
                            + group * packing.inputs();
            if (inside) {
                source = c.x.array();
                at = from + (row * width.size() + width.origin()) * channels;
            } else {
                source = scratch.band(height.extent(rowsOfBand) * rowStep);
                at = 0;
                for (int r = 0; r < height.extent(rows); r++)
                    copyRow(c.x.array(), from, row + r, r * rowStep);
            }
        }

        /** A row of the source with what lies outside as zeros. */
        private void copyRow(float[] x, int from, int row, int to) {
            int end = to + rowStep;
            int first = Math.max(0, -width.origin());
            int last = Math.min(width.extent(width.count()), width.size() - width.origin());
            if (row < 0 || row >= height.size() || first >= last) {
                Arrays.fill(source, to, end, 0);
                return;
            }
            int begin = from + (row * width.size() + width.origin() + first) * channels;
            Arrays.fill(source, to, to + first * pixelStep, 0);
            if (pixelStep == channels)
                System.arraycopy(
                        x, begin, source, to + first * pixelStep, (last - first) * channels);
            else
                for (int p = first; p < last; p++)
                    System.arraycopy(
                            x,
                            begin + (p - first) * channels,
                            source,
                            to + p * pixelStep,
                            pixelStep);
            Arrays.fill(source, to + last * pixelStep, end, 0);
        }

        void run(Call c, int firstPanel) {
            int lastPanel = Math.min(packing.panels(), firstPanel + panelsOfTask);
            int depth = packing.depth();
            int rows = rows();
            int slices = Math.max(1, (packing.panelSize() + SLICE - 1) / SLICE);
            int[] bases = scratch.places(pixels.length + 16);
            for (int p = 0; p < pixels.length + 16; p++)
                bases[p] = at + pixels[Math.min(p, count - 1)];
            for (int panel = firstPanel; panel < lastPanel; panel++)
                for (int k = 0; k < slices; k++)
                    for (int p = 0; p < count; p += rows)
                        tile(c, bases, panel, k * depth / slices, (k + 1) * depth / slices, p);
        }

        private int rows() {
            return switch (packing.vectors()) {
                case 1 -> 8;
                case 2 -> LANES < 16 ? 6 : 12;
                default -> 6;
            };
        }

        private void tile(Call c, int[] bases, int panel, int from, int to, int pixel) {
            float[] b = c.packed.array();
            int atB =
                    c.packed.offset()
                            + (group * packing.panels() + panel) * packing.panelSize()
                            + from * packing.panelWidth();
            float[] sums = scratch.sums();
            switch (packing.vectors()) {
                case 1 ->
                        NarrowPixelTile.eightByOne(
                                source, bases, pixel, steps, from, to, b, atB, sums);
                case 2 -> {
                    if (LANES < 16)
                        NarrowPixelTile.sixByTwo(
                                source, bases, pixel, steps, from, to, b, atB, sums);
                    else PixelTile.twelveByTwo(source, bases, pixel, steps, from, to, b, atB, sums);
                }
                default -> PixelTile.sixByFour(source, bases, pixel, steps, from, to, b, atB, sums);
            }
            int output = panel * packing.panelWidth();
            int size = Math.min(packing.panelWidth(), packing.outputs() - output);
            boolean last = to == packing.depth();
            float[] y = c.y.array();
            for (int p = pixel; p < Math.min(count, pixel + rows()); p++) {
                int at = (p - pixel) * packing.panelWidth();
                int into = firstResult + results[p] + output;
                if (from > 0 || c.add) Sums.add(sums, at, y, into, size);
                else start(c, sums, at, output, into, size);
                if (last && c.finish.relu()) Sums.bend(c.finish, y, into, size);
            }
        }

        private void start(Call c, float[] sums, int at, int output, int into, int size) {
            Tensor bias = c.finish.bias();
            int first = bias.offset() + group * packing.outputs() + output;
            if (bias.size() > 0) Sums.put(sums, at, bias.array(), first, c.y.array(), into, size);
            else Sums.put(sums, at, c.y.array(), into, size);
        }
    }
}
