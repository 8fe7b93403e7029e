package jdl.data;

import java.util.List;
import java.util.Set;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.proto.TransformationParameter;
import jdl.proto.WindowDataParameter;

/** What has to stand in a {@code window_data_param}, and what may not. */
final class WindowSettings {

    private static final List<String> MOVED = List.of("mean_file", "crop_size", "mirror");

    /** What of {@code transform_param} is done to windows. */
    private static final Set<String> DONE =
            Set.of("scale", "mirror", "crop_size", "mean_file", "mean_value", "force_color");

    private WindowSettings() {}

    /** Where Caffe reads it, or else where its upgrade of older nets puts it. */
    static float scale(LayerParameter layer) {
        WindowDataParameter settings = layer.getWindowDataParam();
        var transform = layer.getTransformParam();
        if (settings.hasScale() && transform.hasScale())
            throw Failure.config(
                    "window_data_param and transform_param both have scale\n    keep one of them");
        return settings.hasScale() ? settings.getScale() : transform.getScale();
    }

    private static void check(TransformationParameter transform) {
        for (var field : transform.getAllFields().keySet())
            if (!DONE.contains(field.getName()))
                throw Failure.config(
                        "transform_param.%s is not done to windows%n    leave it out, or cut the windows out beforehand and read them by a Data layer"
                                .formatted(field.getName()));
    }

    static void check(LayerParameter layer) {
        WindowDataParameter settings = layer.getWindowDataParam();
        if (settings.getSource().isEmpty())
            throw Failure.config("window_data_param.source is missing\n    name a window file");
        if (settings.getBatchSize() < 1)
            throw Failure.config("window_data_param.batch_size has to be at least 1");
        for (String moved : MOVED)
            if (settings.hasField(WindowDataParameter.getDescriptor().findFieldByName(moved)))
                throw Failure.config(
                        "window_data_param.%s has moved%n    write transform_param.%s"
                                .formatted(moved, moved));
        String mode = settings.getCropMode();
        if (!mode.equals("warp") && !mode.equals("square"))
            throw Failure.config(
                    "window_data_param.crop_mode is \"%s\", but has to be warp or square"
                            .formatted(mode));
        check(layer.getTransformParam());
        int size = layer.getTransformParam().getCropSize();
        if (size < 1)
            throw Failure.config(
                    "transform_param.crop_size is missing%n    say what windows are stretched to, such as 227"
                            .formatted());
        if (2L * Integer.toUnsignedLong(settings.getContextPad()) >= size)
            throw Failure.config(
                    "window_data_param.context_pad is %d, but has to be less than half of crop_size %d"
                            .formatted(settings.getContextPad(), size));
        if (!(settings.getFgFraction() >= 0 && settings.getFgFraction() <= 1))
            throw Failure.config("window_data_param.fg_fraction has to be from 0 to 1");
        if (3L * size * size * settings.getBatchSize() > Integer.MAX_VALUE)
            throw Failure.config("window_data_param.batch_size is more than 2^31 - 1 values");
    }

    /** Windows of both kinds are there, as far as a batch wants them. */
    static void check(WindowFile file, int objects, int batch) {
        if (objects > 0 && file.objects().isEmpty())
            throw Failure.config(
                    "no window has an overlap of window_data_param.fg_threshold or more%n    lower it, or set fg_fraction: 0"
                            .formatted());
        if (objects < batch && file.background().isEmpty())
            throw Failure.config(
                    "no window has an overlap below window_data_param.bg_threshold%n    raise it, or set fg_fraction: 1"
                            .formatted());
    }
}
