package jdl.data.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.proto.TransformationParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;

/**
 * What {@code transform_param} asks for beside Caffe's crop, mirror, mean and scale, in the order
 * in which it is done. Nothing asked for is nothing done.
 */
public final class Steps {

    private final List<Step> before = new ArrayList<>();
    private final List<Step> after = new ArrayList<>();
    private final Optional<Cutout> cutout;
    private final boolean turned;
    private final boolean flip;
    private final Shape shape;

    /**
     * @param picture the shape of the first picture
     */
    public Steps(TransformationParameter settings, Shape picture) {
        if (settings.hasResize()) before.add(new Rescale(settings.getResize()));
        if (settings.hasRandomResizedCrop()) {
            refuseBeside(settings);
            before.add(new RandomCrop(settings.getRandomResizedCrop()));
        }
        if (settings.hasRotate()) after.add(new Rotation(settings.getRotate()));
        if (settings.hasColorJitter())
            after.add(new ColorJitter(settings.getColorJitter(), picture.dim(0)));
        cutout =
                settings.hasCutout()
                        ? Optional.of(new Cutout(settings.getCutout()))
                        : Optional.empty();
        turned = settings.getOrder() == TransformationParameter.Order.RGB;
        if (turned && picture.dim(0) != 3)
            throw Failure.config(
                    "transform_param.order is for pictures of three channels, but these have %d%n    leave it out"
                            .formatted(picture.dim(0)));
        flip = settings.getFlip();
        Shape result = picture;
        for (Step step : before) result = step.shape(result);
        shape = result;
    }

    private static void refuseBeside(TransformationParameter settings) {
        if (settings.getCropSize() != 0)
            throw Failure.config(
                    "transform_param has both crop_size and random_resized_crop\n    keep one of them");
        if (settings.hasMeanFile())
            throw Failure.config(
                    "transform_param.mean_file does not fit random_resized_crop, whose windows are of"
                            + " any size\n    give mean_value");
    }

    /** The shape of a picture that is to be cut. */
    public Shape shape() {
        return shape;
    }

    /** What is done before a picture is cut. */
    public Values beforeCrop(Values from, boolean training, Dice dice) {
        Values picture = from;
        for (Step step : before) picture = step.run(picture, training, dice);
        return picture;
    }

    /** What is done to what has been cut out. */
    public Values afterCrop(Values window, boolean training, Dice dice) {
        Values picture = window;
        for (Step step : after) picture = step.run(picture, training, dice);
        return picture;
    }

    /** Brings the channels into the order that the net wants; they were blue, green, red so far. */
    public void order(Values picture) {
        if (turned) picture.turnChannels();
    }

    /** Whether a picture is to stand upside down. */
    public boolean flips(boolean training, Dice dice) {
        return flip && training && dice.nextInt(2) == 1;
    }

    /** What is done to planes that are made, of a shape. */
    public void finish(float[] values, int from, Shape made, boolean training, Dice dice) {
        if (training) cutout.ifPresent(square -> square.run(values, from, made, dice));
    }
}
