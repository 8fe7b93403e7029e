package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.PermuteParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y[i0, i1, …] = x[…]} with the axes in another order (Liu et al. 2016, SSD). */
final class PermuteLayer implements Layer {

    private final Shape top;

    /** How far apart neighbours along each axis of the top lie in the bottom. */
    private final int[] strides;

    PermuteLayer(PermuteParameter p, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        List<Integer> order = order(p.getOrderList(), x.rank());
        top = Shape.of(order.stream().map(x::dim).toList());
        strides = order.stream().mapToInt(axis -> x.countFrom(axis + 1)).toArray();
    }

    private static List<Integer> order(List<Integer> named, int rank) {
        var order = new ArrayList<Integer>();
        for (int axis : named) {
            if (axis < 0 || axis >= rank || order.contains(axis))
                throw Failure.config(
                        "permute_param.order %s names axis %s, but each of the %d axes may be named once"
                                .formatted(named, Integer.toUnsignedString(axis), rank));
            order.add(axis);
        }
        for (int axis = 0; axis < rank; axis++) if (!order.contains(axis)) order.add(axis);
        return order;
    }

    @Override
    public Plan plan() {
        return Plan.tops(top);
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        for (int i = 0; i < y.size(); i++) y.set(i, x.get(place(i)));
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        for (int i = 0; i < dy.size(); i++) {
            int place = place(i);
            dx.set(place, dx.get(place) + dy.get(i));
        }
    }

    /** Where in the bottom the i-th element of the top is. */
    private int place(int i) {
        int place = 0;
        int rest = i;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            place += rest % top.dim(axis) * strides[axis];
            rest /= top.dim(axis);
        }
        return place;
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Permute", 1, LayerParameter::getPermuteParam, PermuteLayer::new);
        }
    }
}
