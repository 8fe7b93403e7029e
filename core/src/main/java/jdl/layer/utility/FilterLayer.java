package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.Resizing;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The samples of each bottom for which the last bottom is not 0; the tops may be empty. */
final class FilterLayer implements Resizing {

    private final int samples;
    private final Plan plan;

    FilterLayer(LayerParameter layer, List<Shape> bottoms) {
        int filtered = bottoms.size() - 1;
        Shape selector = bottoms.get(filtered);
        if (layer.getTopCount() != filtered)
            throw Failure.config(
                    "gives a top for each bottom but the selector, "
                            + filtered
                            + ", but got names for "
                            + layer.getTopCount());
        if (selector.rank() < 1 || selector.count() != selector.dim(0))
            throw Failure.config(
                    "wants one number for each sample in its last bottom, but got " + selector);
        samples = selector.dim(0);
        for (Shape bottom : bottoms.subList(0, filtered))
            if (bottom.rank() < 1 || bottom.dim(0) != samples)
                throw Failure.config(
                        "wants as many samples in each bottom as the selector "
                                + selector
                                + " has, but got "
                                + bottom);
        plan = Plan.tops(bottoms.subList(0, filtered)).labels(filtered);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public List<Shape> tops(List<Blob> bottoms) {
        Tensor selector = bottoms.get(bottoms.size() - 1).data();
        int selected = 0;
        for (int i = 0; i < samples; i++) if (selector.get(i) != 0) selected++;
        var tops = new ArrayList<Shape>();
        for (Shape top : plan.tops()) tops.add(top.with(0, selected));
        return tops;
    }

    @Override
    public void forward(Ports p) {
        Tensor selector = p.bottom(p.tops().size()).data();
        for (int t = 0; t < p.tops().size(); t++) {
            Tensor x = p.bottom(t).data();
            Tensor y = p.top(t).data();
            int next = 0;
            for (int i = 0; i < samples; i++)
                if (selector.get(i) != 0)
                    y.part(next++, y.shape().dim(0)).copyFrom(x.part(i, samples));
        }
    }

    @Override
    public void backward(Ports p) {
        Tensor selector = p.bottom(p.tops().size()).data();
        for (int t = 0; t < p.tops().size(); t++) {
            if (!p.bottom(t).hasDiff() || !p.top(t).hasDiff()) continue;
            Tensor dx = p.bottom(t).diff();
            Tensor dy = p.top(t).diff();
            int next = 0;
            for (int i = 0; i < samples; i++)
                if (selector.get(i) != 0)
                    p.kernels().axpy(1, dy.part(next++, dy.shape().dim(0)), dx.part(i, samples));
        }
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Filter", Arity.atLeast(2), Arity.atLeast(1), FilterLayer::new);
        }
    }
}
