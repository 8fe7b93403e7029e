package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.ArgMaxParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Where the top_k largest numbers are, along one axis or in a whole sample, and how large; the
 * largest first, and of equal ones the last, as in Caffe. It has no gradient.
 */
final class ArgMaxLayer implements Layer {

    private final ArgMaxParameter settings;
    private final int best;
    private final int rows;
    private final int length;
    private final int stride;
    private final Plan plan;

    ArgMaxLayer(ArgMaxParameter p, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        int axis = p.hasAxis() ? x.axis(p.getAxis()) : Math.min(1, x.rank());
        settings = p;
        best = p.getTopK();
        length = p.hasAxis() ? x.dim(axis) : x.countFrom(axis);
        stride = p.hasAxis() ? x.countFrom(axis + 1) : 1;
        rows = x.countTo(axis) * stride;
        if (best < 1 || best > length)
            throw Failure.config(
                    "top_k must be 1 to " + length + ", as many as it looks at, but is " + best);
        plan = Plan.tops(p.hasAxis() ? x.with(axis, best) : perSample(x)).labels(0);
    }

    /** {@code [N, 1 or 2, top_k]}, and as many axes as the bottom has, of length 1. */
    private Shape perSample(Shape x) {
        var dims = new int[Math.max(3, x.rank())];
        Arrays.fill(dims, 1);
        dims[0] = x.countTo(Math.min(1, x.rank()));
        dims[1] = settings.getOutMaxVal() ? 2 : 1;
        dims[2] = best;
        return Shape.of(dims);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        p.forEach(rows, row -> row(x, y, row));
    }

    private void row(Tensor x, Tensor y, int row) {
        int from = row / stride * length * stride + row % stride;
        int blocks = settings.getOutMaxVal() && !settings.hasAxis() ? 2 : 1;
        int to = row / stride * best * stride * blocks + row % stride;
        int previous = -1;
        for (int k = 0; k < best; k++) {
            previous = next(x, from, previous);
            float value = x.get(from + previous * stride);
            boolean valueFirst = settings.getOutMaxVal() && settings.hasAxis();
            y.set(to + k * stride, valueFirst ? value : previous);
            if (blocks == 2) y.set(to + best + k, value);
        }
    }

    /** The largest of those that come after the previous one; the very largest after -1. */
    private int next(Tensor x, int from, int previous) {
        int next = -1;
        for (int i = 0; i < length; i++)
            if ((previous < 0 || isBefore(x, from, previous, i))
                    && (next < 0 || isBefore(x, from, i, next))) next = i;
        return next;
    }

    /** Whether the i-th goes before the j-th. NaN is larger than any number; -0 is 0. */
    private boolean isBefore(Tensor x, int from, int i, int j) {
        int order = Float.compare(x.get(from + i * stride) + 0f, x.get(from + j * stride) + 0f);
        return order > 0 || (order == 0 && i > j);
    }

    @Override
    public void backward(Ports p) {}

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("ArgMax", 1, LayerParameter::getArgmaxParam, ArgMaxLayer::new);
        }
    }
}
