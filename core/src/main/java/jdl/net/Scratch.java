package jdl.net;

import java.util.ArrayList;
import java.util.List;
import jdl.layer.Plan;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Memory for the length of one call, which all layers of a net use in turn. */
final class Scratch {

    private float[] floats;

    Scratch(List<Step> steps) {
        floats = new float[steps.stream().mapToInt(s -> size(s.layer().plan())).max().orElse(0)];
    }

    private static int size(Plan plan) {
        return plan.scratch().stream().mapToInt(Shape::count).reduce(0, Math::addExact);
    }

    /** What one layer asks for, side by side. */
    List<Tensor> of(Plan plan) {
        if (size(plan) > floats.length) floats = new float[size(plan)];
        var tensors = new ArrayList<Tensor>();
        int offset = 0;
        for (Shape shape : plan.scratch()) {
            tensors.add(new Tensor(shape, floats, offset));
            offset += shape.count();
        }
        return List.copyOf(tensors);
    }
}
