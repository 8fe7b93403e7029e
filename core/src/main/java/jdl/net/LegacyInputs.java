package jdl.net;

import jdl.failure.Failure;
import jdl.proto.BlobShape;
import jdl.proto.InputParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;

/**
 * The older way to declare a net's inputs ({@code input}, {@code input_shape}, {@code input_dim}),
 * turned into an Input layer.
 */
final class LegacyInputs {

    private LegacyInputs() {}

    static NetParameter upgraded(NetParameter net) {
        if (net.getInputCount() == 0) return net;
        var shapes = InputParameter.newBuilder();
        if (net.getInputShapeCount() > 0) shapes.addAllShape(net.getInputShapeList());
        else for (int i = 0; i < net.getInputCount(); i++) shapes.addShape(fourDims(net, i));
        var layer =
                LayerParameter.newBuilder()
                        .setName("input")
                        .setType("Input")
                        .addAllTop(net.getInputList())
                        .setInputParam(shapes);
        return net.toBuilder()
                .clearInput()
                .clearInputShape()
                .clearInputDim()
                .clearLayer()
                .addLayer(layer)
                .addAllLayer(net.getLayerList())
                .build();
    }

    private static BlobShape fourDims(NetParameter net, int input) {
        if (net.getInputDimCount() != 4 * net.getInputCount()) {
            throw Failure.config(
                    "net: expected 4 input_dim for each of "
                            + net.getInputCount()
                            + " inputs, but got "
                            + net.getInputDimCount());
        }
        var shape = BlobShape.newBuilder();
        for (int i = 4 * input; i < 4 * input + 4; i++) shape.addDim(net.getInputDim(i));
        return shape.build();
    }
}
