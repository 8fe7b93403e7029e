package jdl.layer;

import java.util.List;
import jdl.kernel.Kernels;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = Π xᵢ}, element by element. A slope is the product of the others, so that a zero does
 * no harm; {@code stable_prod_grad} may be false, but is not needed.
 */
final class EltwiseProductLayer implements Layer {

    private final Plan plan;

    EltwiseProductLayer(Shape shape) {
        plan = Plan.tops(shape);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor y = p.top(0).data();
        p.kernels()
                .workers()
                .forStrips(
                        y.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            for (int k = from; k < to; k++) y.set(k, product(p.bottoms(), -1, k));
                        });
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < p.bottoms().size(); i++)
            if (p.bottom(i).hasDiff()) toBottom(p, i, p.bottom(i).diff(), p.top(0).diff());
    }

    private static void toBottom(Ports p, int i, Tensor dx, Tensor dy) {
        p.kernels()
                .workers()
                .forStrips(
                        dx.size(),
                        Kernels.STRIP,
                        (from, to) -> {
                            for (int k = from; k < to; k++)
                                dx.set(k, dx.get(k) + dy.get(k) * product(p.bottoms(), i, k));
                        });
    }

    /** The product of the bottoms at an element, without one of them. */
    private static float product(List<Blob> bottoms, int without, int k) {
        float product = 1;
        for (int i = 0; i < bottoms.size(); i++)
            if (i != without) product *= bottoms.get(i).data().get(k);
        return product;
    }
}
