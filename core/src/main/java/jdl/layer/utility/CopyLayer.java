package jdl.layer.utility;

import java.util.List;
import jdl.layer.Layer;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Shape;

/** {@code yᵢ = x}, the same floats in each top, under the shapes that the type tells. */
final class CopyLayer implements Layer {

    private final Plan plan;

    CopyLayer(List<Shape> tops) {
        plan = Plan.tops(tops);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        for (Blob top : p.tops()) top.data().copyFrom(p.bottom(0).data());
    }

    @Override
    public void backward(Ports p) {
        var dx = p.bottom(0).diff();
        for (Blob top : p.tops())
            if (top.hasDiff()) p.kernels().axpy(1, top.diff().as(dx.shape()), dx);
    }
}
