package jdl.kernel;

import java.util.function.IntBinaryOperator;
import jdl.tensor.Tensor;

/**
 * The sizes of a convolution whose blobs lie as channels, height, width, batch; its weights lie as
 * outputs, channels of a group, height, width.
 *
 * @param toTop how y is summed up
 * @param toBottom how dx is
 */
public record BatchConvolution(
        Window window, int outputs, int groups, int batch, BatchSums toTop, BatchSums toBottom) {

    public static BatchConvolution of(Window window, int outputs, int groups, int batch) {
        int taps = window.height().kernel() * window.width().kernel();
        int channels = window.channels() / groups;
        int each = outputs / groups;
        int row = channels * taps;
        int area = window.height().size() * window.width().size();
        int places = window.places();
        var there = new Runs.Seen(channels, taps, batch, window.height(), window.width(), false);
        var back = new Runs.Seen(each, row, batch, window.height(), window.width(), true);
        int group = each * row;
        return new BatchConvolution(
                window,
                outputs,
                groups,
                batch,
                new BatchSums(
                        Runs.of(there), groups, each, row, group, places, channels * area, batch),
                new BatchSums(
                        Runs.of(back), groups, channels, taps, group, area, each * places, batch));
    }

    /** Channels that an output sees. */
    public int channels() {
        return window.channels() / groups;
    }

    public int taps() {
        return window.height().kernel() * window.width().kernel();
    }

    /** Refuses weights, a bottom or a top of another size. */
    public void check(Tensor w, Tensor x, Tensor y) {
        int area = window.height().size() * window.width().size();
        if (w.size() != outputs * channels() * taps()
                || x.size() != window.channels() * area * batch
                || y.size() != outputs * window.places() * batch)
            throw new IllegalArgumentException(
                    w.shape() + ", " + x.shape() + " and " + y.shape() + " under " + this);
    }

    /** What is done where a weight meets a place of the bottom and one of the top. */
    @FunctionalInterface
    interface Meeting {
        void at(int w, int x, int y);
    }

    /** All meetings of an output with one of the channels it sees, in order of their weights. */
    void forEach(int output, int channel, Meeting meeting) {
        int seen = output / (outputs / groups) * channels() + channel;
        Window.Axis height = window.height();
        Window.Axis width = window.width();
        IntBinaryOperator place = (line, column) -> line * width.size() + column;
        for (int ky = 0; ky < height.kernel(); ky++)
            for (int kx = 0; kx < width.kernel(); kx++) {
                int tap = ky * width.kernel() + kx;
                int w = (output * channels() + channel) * taps() + tap;
                for (int i = height.first(ky); i < height.end(ky); i++)
                    for (int j = width.first(kx); j < width.end(kx); j++) {
                        int line = i * height.stride() + height.start(ky);
                        int column = j * width.stride() + width.start(kx);
                        int x = seen * height.size() * width.size();
                        int y = output * window.places() + i * width.places() + j;
                        meeting.at(w, (x + place.applyAsInt(line, column)) * batch, y * batch);
                    }
            }
    }
}
