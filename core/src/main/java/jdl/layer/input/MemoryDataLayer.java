package jdl.layer.input;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.MemoryDataParameter;
import jdl.proto.TransformationParameter;
import jdl.tensor.Shape;

/**
 * Images and their labels that are filled from outside, as those of an Input layer; the images are
 * taken as they come.
 */
final class MemoryDataLayer implements Layer {

    private final Plan plan;

    MemoryDataLayer(LayerParameter layer) {
        MemoryDataParameter p = layer.getMemoryDataParam();
        if (p.getBatchSize() < 1 || p.getChannels() < 1 || p.getHeight() < 1 || p.getWidth() < 1)
            throw Failure.config(
                    "wants batch_size, channels, height and width, each at least 1, in"
                            + " memory_data_param");
        if (!layer.getTransformParam().equals(TransformationParameter.getDefaultInstance()))
            throw Failure.config(
                    "takes its numbers as they come; leave transform_param out and transform them"
                            + " before they are handed in");
        Shape images = Shape.of(p.getBatchSize(), p.getChannels(), p.getHeight(), p.getWidth());
        plan = Plan.tops(images, Shape.of(p.getBatchSize()));
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
            super(
                    "MemoryData",
                    Arity.exactly(0),
                    Arity.exactly(2),
                    (layer, bottoms) -> new MemoryDataLayer(layer));
        }
    }
}
