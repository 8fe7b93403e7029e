package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jdl.kernel.Window.Axis;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What every make of kernels is held to in turning images into columns and back. */
interface ColumnsContract {

    /** Size, kernel, pad, stride, dilation of an axis. */
    List<Axis> AXES =
            List.of(
                    new Axis(5, 3, 0, 1, 1),
                    new Axis(7, 3, 1, 2, 1),
                    new Axis(6, 1, 0, 1, 1),
                    new Axis(9, 3, 2, 1, 2),
                    new Axis(8, 2, 3, 3, 1),
                    new Axis(1, 3, 1, 1, 1),
                    new Axis(2, 5, 4, 3, 1),
                    new Axis(28, 5, 0, 1, 1));

    Kernels open(Workers workers);

    @Test
    default void columnsHoldWhatTheWindowSees() {
        Kernels kernels = open(Workers.single());
        for (Axis height : AXES)
            for (Axis width : AXES) {
                Window w = new Window(2, height, width);
                Tensor image = Product.random(2 * height.size() * width.size());
                Tensor columns = Product.random(w.rows() * w.places());
                kernels.im2col(w, image, columns);
                for (int row = 0; row < w.rows(); row++)
                    for (int place = 0; place < w.places(); place++) {
                        int at = seen(w, row, place);
                        assertThat(columns.get(row * w.places() + place))
                                .as("%s, row %d, place %d", w, row, place)
                                .isEqualTo(at < 0 ? 0 : image.get(at));
                    }
            }
    }

    @Test
    default void columnsAreAddedToWhatTheWindowSees() {
        Kernels kernels = open(Workers.single());
        for (Axis height : AXES)
            for (Axis width : AXES) {
                Window w = new Window(3, height, width);
                Tensor columns = Product.random(w.rows() * w.places());
                Tensor image = Product.random(3 * height.size() * width.size());
                double[] expected = new double[image.size()];
                for (int i = 0; i < expected.length; i++) expected[i] = image.get(i);
                for (int i = 0; i < columns.size(); i++) {
                    int at = seen(w, i / w.places(), i % w.places());
                    if (at >= 0) expected[at] += columns.get(i);
                }
                kernels.col2im(w, columns, image);
                for (int i = 0; i < expected.length; i++)
                    assertThat((double) image.get(i)).isCloseTo(expected[i], within(1e-5));
            }
    }

    /** The index in the image that a row of the columns has at a place; -1 in the pad. */
    private static int seen(Window w, int row, int place) {
        int kx = row % w.width().kernel();
        int ky = row / w.width().kernel() % w.height().kernel();
        int channel = row / w.width().kernel() / w.height().kernel();
        int y = seen(w.height(), ky, place / w.width().places());
        int x = seen(w.width(), kx, place % w.width().places());
        if (y < 0 || x < 0) return -1;
        return (channel * w.height().size() + y) * w.width().size() + x;
    }

    private static int seen(Axis axis, int tap, int place) {
        int at = place * axis.stride() + tap * axis.dilation() - axis.pad();
        return at < axis.size() ? at : -1;
    }

    @Test
    default void manyThreadsMakeTheSameColumns() {
        Window w = new Window(64, new Axis(28, 3, 1, 1, 1), new Axis(28, 3, 1, 1, 1));
        Tensor image = Product.random(64 * 28 * 28);
        Tensor columns = Tensor.zeros(Shape.of(w.rows() * w.places()));
        Tensor again = Tensor.zeros(Shape.of(w.rows() * w.places()));
        open(Workers.single()).im2col(w, image, columns);
        try (Workers workers = Workers.of(3)) {
            open(workers).im2col(w, image, again);
            assertThat(again.array()).isEqualTo(columns.array());
            Tensor sum = Tensor.zeros(image.shape());
            Tensor sumAgain = Tensor.zeros(image.shape());
            open(Workers.single()).col2im(w, columns, sum);
            open(workers).col2im(w, columns, sumAgain);
            assertThat(sumAgain.array()).isEqualTo(sum.array());
        }
    }
}
