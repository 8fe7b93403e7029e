package jdl.upgrade;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.BlobShape;
import jdl.proto.InputParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;

/**
 * The older way to declare a net's inputs ({@code input}, {@code input_shape}, {@code input_dim}),
 * turned into an Input layer. Inputs without any shape, as weights files have them, just go.
 */
final class Inputs {

    private static final int AXES = 4;

    private Inputs() {}

    static NetParameter asLayer(NetParameter net, List<String> changes) {
        if (net.getInputCount() == 0) return net;
        var current = net.toBuilder().clearInput().clearInputShape().clearInputDim();
        if (net.getInputShapeCount() == 0 && net.getInputDimCount() == 0) {
            changes.add("input without a shape is left out");
            return current.build();
        }
        changes.add("input is now a layer \"input\" of type Input");
        return current.clearLayer().addLayer(layer(net)).addAllLayer(net.getLayerList()).build();
    }

    private static LayerParameter layer(NetParameter net) {
        boolean shapes = net.getInputShapeCount() > 0;
        int count = net.getInputCount();
        if (shapes) require(count, net.getInputShapeCount(), "input_shape for each");
        else require(AXES * count, net.getInputDimCount(), "input_dim, 4 for each");
        var settings = InputParameter.newBuilder();
        for (int i = 0; i < count; i++)
            settings.addShape(shapes ? net.getInputShape(i) : fourDims(net, i));
        return LayerParameter.newBuilder()
                .setName("input")
                .setType("Input")
                .addAllTop(net.getInputList())
                .setInputParam(settings)
                .build();
    }

    private static BlobShape fourDims(NetParameter net, int input) {
        var shape = BlobShape.newBuilder();
        for (int i = AXES * input; i < AXES * (input + 1); i++) shape.addDim(net.getInputDim(i));
        return shape.build();
    }

    private static void require(int wanted, int found, String what) {
        if (found != wanted)
            throw Failure.config(
                    "net: expected %d %s input, but got %d".formatted(wanted, what, found));
    }
}
