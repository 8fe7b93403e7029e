package jdl.data.image;

import jdl.data.Values;
import jdl.failure.Failure;
import jdl.proto.RandomResizedCropParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;

/**
 * A window whose area is drawn evenly, and whose ratio of sides by its logarithm, in one size. In
 * testing it is the largest window of the wanted ratio, in the middle.
 */
final class RandomCrop implements Step {

    private static final int TRIES = 10;

    private final int height;
    private final int width;
    private final RandomResizedCropParameter settings;
    private final ThreadLocal<Values> made = ThreadLocal.withInitial(Values::new);

    RandomCrop(RandomResizedCropParameter settings) {
        int size = Lengths.of("random_resized_crop.size", settings.getSize());
        int rows = Lengths.of("random_resized_crop.height", settings.getHeight());
        int columns = Lengths.of("random_resized_crop.width", settings.getWidth());
        if (size > 0 ? rows > 0 || columns > 0 : rows == 0 || columns == 0)
            throw Failure.config(
                    "transform_param.random_resized_crop takes either size or height and width\n"
                            + "    write random_resized_crop { size: 224 }");
        if (!ordered(settings.getScaleMin(), settings.getScaleMax())
                || !ordered(settings.getRatioMin(), settings.getRatioMax()))
            throw Failure.config(
                    "transform_param.random_resized_crop has a min above its max\n"
                            + "    the defaults are scale_min 0.08, scale_max 1, ratio_min 0.75, ratio_max 1.33");
        this.height = size > 0 ? size : rows;
        this.width = size > 0 ? size : columns;
        this.settings = settings;
    }

    private static boolean ordered(float min, float max) {
        return 0 < min && min <= max && max < Float.POSITIVE_INFINITY;
    }

    @Override
    public Shape shape(Shape picture) {
        return Shape.of(picture.dim(0), height, width);
    }

    @Override
    public Values run(Values from, boolean training, Dice dice) {
        if (!training || !draw(from, dice)) middle(from, (double) width / height);
        Values into = made.get();
        Resize.run(from, height, width, into);
        return into;
    }

    private boolean draw(Values from, Dice dice) {
        double area = (double) from.height() * from.width();
        double narrow = StrictMath.log(settings.getRatioMin());
        double wide = StrictMath.log(settings.getRatioMax());
        for (int i = 0; i < TRIES; i++) {
            double part = settings.getScaleMin();
            part = area * (part + (settings.getScaleMax() - part) * dice.nextDouble());
            double ratio = StrictMath.exp(narrow + (wide - narrow) * dice.nextDouble());
            long columns = Math.round(StrictMath.sqrt(part * ratio));
            long rows = Math.round(StrictMath.sqrt(part / ratio));
            if (columns < 1 || rows < 1 || columns > from.width() || rows > from.height()) continue;
            int top = dice.nextInt((int) (from.height() - rows + 1));
            int left = dice.nextInt((int) (from.width() - columns + 1));
            from.window(top, left, (int) rows, (int) columns);
            return true;
        }
        return false;
    }

    private static void middle(Values from, double ratio) {
        int rows = Math.min(from.height(), (int) Math.max(1, Math.round(from.width() / ratio)));
        int columns = Math.min(from.width(), (int) Math.max(1, Math.round(from.height() * ratio)));
        from.window((from.height() - rows) / 2, (from.width() - columns) / 2, rows, columns);
    }
}
