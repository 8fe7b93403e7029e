package jdl.cli;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.SourceParameter.BadRecord;
import jdl.proto.SourceParameter.Color;
import jdl.proto.TransformationParameter;
import jdl.tensor.Shape;

/** The one input of a net to use, and how a source takes its place. */
record PredictInput(LayerParameter layer, Shape sample) {

    /** Whether a net has one input, of samples. */
    static boolean isIn(NetParameter net) {
        try {
            return of(net).sample.rank() > 0;
        } catch (Failure e) {
            return false;
        }
    }

    static PredictInput of(NetParameter net) {
        List<LayerParameter> inputs =
                net.getLayerList().stream()
                        .filter(layer -> layer.getType().equals("Input"))
                        .toList();
        if (inputs.isEmpty())
            throw Failure.config(
                    "the net has no Input layer, so it is one to train\n    make one to use of it: jdl deploy NET deploy.yaml");
        if (inputs.size() > 1 || inputs.get(0).getTopCount() > 1)
            throw Failure.config(
                    "the net has more than one input, and jdl predict fills one\n    give all by jdl forward --input BLOB=FILE.npy");
        LayerParameter input = inputs.get(0);
        var dims = input.getInputParam().getShape(0).getDimList();
        if (dims.size() < 2)
            throw Failure.config(
                    "the net's input has shape %s, but a batch of samples is wanted"
                            .formatted(dims));
        return new PredictInput(input, Shape.of(dims.subList(1, dims.size())));
    }

    /** A layer that reads a source as the net's input says, or else as {@code otherwise} says. */
    LayerParameter reading(String source, int batch, TransformationParameter otherwise) {
        var data = layer.toBuilder().clearInputParam().setType("Data");
        data.getDataParamBuilder().setSource(source).setBatchSize(batch);
        data.getSourceParamBuilder()
                .setOnBadRecord(BadRecord.REPLACE)
                .setMaxBadRecords(Integer.MAX_VALUE);
        if (sample.rank() == 3 && !layer.getSourceParam().hasColor())
            data.getSourceParamBuilder().setColor(sample.dim(0) == 1 ? Color.GRAY : Color.COLOR);
        var transform = data.getTransformParamBuilder();
        if (otherwise.getMeanValueCount() > 0 || otherwise.hasMeanFile())
            transform.clearMeanFile().clearMeanValue();
        transform.mergeFrom(otherwise);
        if (sample.rank() == 3 && !isSized(transform.build()))
            transform.getResizeBuilder().setHeight(sample.dim(1)).setWidth(sample.dim(2));
        return data.build();
    }

    /** Whether pictures come to one size by what the net says itself. */
    private static boolean isSized(TransformationParameter transform) {
        return transform.hasResize()
                || transform.hasRandomResizedCrop()
                || transform.getCropSize() > 0;
    }
}
