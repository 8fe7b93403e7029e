package jdl.layer.input;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.BlobShape;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/** Tops that are filled from outside, one shape for each or one for all. */
final class InputLayer implements Layer {

    private final Plan plan;

    InputLayer(LayerParameter layer, List<Shape> bottoms) {
        List<BlobShape> given = layer.getInputParam().getShapeList();
        int tops = layer.getTopCount();
        if (given.size() != 1 && given.size() != tops)
            throw Failure.config(
                    "input_param.shape must be given once or once for each of the "
                            + tops
                            + " tops, but is given "
                            + given.size()
                            + " times");
        var shapes = new ArrayList<Shape>();
        given.forEach(shape -> shapes.add(Shape.of(shape.getDimList())));
        plan = Plan.tops(given.size() == 1 ? Collections.nCopies(tops, shapes.get(0)) : shapes);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {}

    @Override
    public void backward(Ports p) {}

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Input", Arity.exactly(0), Arity.atLeast(1), InputLayer::new);
        }
    }
}
