package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.CropParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y =} the part of the first bottom that has the second's lengths from {@code axis} on; of
 * the second nothing but its shape counts, so no gradient flows into it.
 */
final class CropLayer implements Layer {

    private final Shape bottom;
    private final List<Integer> offsets;
    private final Plan plan;

    CropLayer(CropParameter p, List<Shape> bottoms) {
        bottom = bottoms.get(0);
        int axis = bottom.axis(p.getAxis());
        if (bottoms.get(1).rank() < bottom.rank())
            throw Failure.config(
                    "cuts " + bottom + " to a shape of as many axes, not to " + bottoms.get(1));
        Shape top = bottom;
        for (int i = axis; i < bottom.rank(); i++) top = top.with(i, bottoms.get(1).dim(i));
        offsets = offsets(p.getOffsetList(), axis, bottom.rank());
        for (int i = axis; i < bottom.rank(); i++) checkInside(i, top.dim(i));
        plan = Plan.tops(top);
    }

    private static List<Integer> offsets(List<Integer> given, int axis, int rank) {
        if (given.size() > 1 && given.size() != rank - axis)
            throw Failure.config(
                    "offset must be given once or once for each of the %d cropped axes, but is given %d times"
                            .formatted(rank - axis, given.size()));
        return IntStream.range(0, rank)
                .mapToObj(
                        i ->
                                i < axis || given.isEmpty()
                                        ? 0
                                        : given.get(given.size() == 1 ? 0 : i - axis))
                .toList();
    }

    private void checkInside(int axis, int length) {
        int offset = offsets.get(axis);
        if (offset < 0 || offset > bottom.dim(axis) - length)
            throw Failure.config(
                    "the part of %d at offset %s along axis %d does not lie inside of the bottom's %d"
                            .formatted(
                                    length,
                                    Integer.toUnsignedString(offset),
                                    axis,
                                    bottom.dim(axis)));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        forRows(
                p.kernels(),
                (from, to, count) ->
                        System.arraycopy(
                                x.array(), x.offset() + from, y.array(), y.offset() + to, count));
    }

    @Override
    public void backward(Ports p) {
        if (!p.bottom(0).hasDiff()) return;
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        forRows(
                p.kernels(),
                (to, from, count) ->
                        p.kernels()
                                .loops()
                                .add(
                                        dy.array(),
                                        dy.offset() + from,
                                        dx.array(),
                                        dx.offset() + to,
                                        count));
    }

    /** A stretch that begins at one index of the bottom and at another of the top. */
    @FunctionalInterface
    private interface Row {
        void run(int bottom, int top, int count);
    }

    /** Runs a task for each row of the last axis. */
    private void forRows(Kernels kernels, Row row) {
        Shape top = plan.tops().get(0);
        int length = top.dim(-1);
        if (top.count() == 0) return;
        kernels.workers()
                .forStrips(
                        top.count() / length,
                        Math.max(1, Kernels.STRIP / length),
                        (from, to) -> {
                            for (int i = from; i < to; i++) row.run(place(i), i * length, length);
                        });
    }

    /** The index in the bottom where a row of the top lies. */
    private int place(int row) {
        int place = offsets.get(offsets.size() - 1);
        int step = bottom.dim(-1);
        for (int axis = bottom.rank() - 2; axis >= 0; axis--) {
            int length = plan.tops().get(0).dim(axis);
            place += (row % length + offsets.get(axis)) * step;
            row /= length;
            step *= bottom.dim(axis);
        }
        return place;
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Crop", 2, LayerParameter::getCropParam, CropLayer::new);
        }
    }
}
