package jdl.data;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.DataParameter;
import jdl.proto.LayerParameter;
import jdl.proto.SourceParameter;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;

/** What may not stand in a {@code data_param}, and what has to. */
final class DataSettings {

    private static final List<String> MOVED = List.of("scale", "mean_file", "crop_size", "mirror");

    private DataSettings() {}

    static void check(DataParameter settings) {
        if (settings.getSource().isEmpty())
            throw Failure.config(
                    "data_param.source is missing\n    say what to read, such as \"digits:train\"");
        if (settings.getRandSkip() != 0)
            throw Failure.config(
                    "data_param.rand_skip does nothing, in Caffe neither\n"
                            + "    leave it out; source_param.shuffle mixes the samples");
        for (String moved : MOVED)
            if (settings.hasField(DataParameter.getDescriptor().findFieldByName(moved)))
                throw Failure.config(
                        "data_param.%s has moved\n    write transform_param.%s"
                                .formatted(moved, moved));
    }

    /** How the source is read, with Caffe's own wishes for the colours of encoded pictures. */
    static SourceParameter source(LayerParameter layer) {
        SourceParameter settings = layer.getSourceParam();
        var transform = layer.getTransformParam();
        boolean color = layer.getDataParam().getForceEncodedColor() || transform.getForceColor();
        if (color && transform.getForceGray())
            throw Failure.config("both colour and grey are forced\n    force one of them");
        if (settings.hasColor() || !(color || transform.getForceGray())) return settings;
        return settings.toBuilder().setColor(color ? Color.COLOR : Color.GRAY).build();
    }

    /** The number of samples in a pass. */
    static int batch(DataParameter settings, Shape sample) {
        if (!settings.hasBatchSize()) throw Failure.config("data_param.batch_size is missing");
        long batch = Integer.toUnsignedLong(settings.getBatchSize());
        if (batch == 0)
            throw Failure.config("data_param.batch_size is 0, but has to be at least 1");
        if (batch * sample.count() > Integer.MAX_VALUE)
            throw Failure.config(
                    "data_param.batch_size %d times %s is more than 2^31 - 1 values"
                            .formatted(batch, sample));
        return (int) batch;
    }
}
