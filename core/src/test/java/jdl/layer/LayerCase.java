package jdl.layer;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import jdl.proto.LayerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * One layer with its bottoms, and what a test must know of its corners. Values are seeded.
 *
 * @param kink where a slope is undefined: no bottom comes near
 * @param spaced whether all numbers of the bottoms keep a distance, so that no step reorders them
 * @param silent tops that are no function one can differentiate
 * @param expected the shapes of the tops, if the test says so
 */
public record LayerCase(
        LayerParameter settings,
        List<Bottom> bottoms,
        boolean training,
        OptionalDouble kink,
        boolean spaced,
        List<Integer> silent,
        Optional<List<Shape>> expected) {

    /** What a bottom is filled with: classes from min to below max, or random numbers. */
    public record Bottom(Shape shape, boolean label, float min, float max) {}

    /** A case from the layer's text, as in {@code {type: TanH}}; without bottoms, in training. */
    public static LayerCase layer(String text) {
        try {
            var settings = LayerParameter.newBuilder();
            TextFormat.merge(text.strip().replaceAll("(?s)^\\{(.*)}$", "$1"), settings);
            if (settings.getTopCount() == 0) settings.addTop("top");
            return new LayerCase(
                    settings.build(),
                    List.of(),
                    true,
                    OptionalDouble.empty(),
                    false,
                    List.of(),
                    Optional.empty());
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Without tops, for a layer that gives none. */
    public LayerCase withoutTops() {
        return new LayerCase(
                settings.toBuilder().clearTop().build(),
                bottoms,
                training,
                kink,
                spaced,
                silent,
                expected);
    }

    /** One more bottom of normal random numbers. */
    public LayerCase bottom(int... dims) {
        return with(new Bottom(Shape.of(dims), false, 0, 0));
    }

    /** One more bottom of random numbers between two bounds. */
    public LayerCase within(float min, float max, int... dims) {
        return with(new Bottom(Shape.of(dims), false, min, max));
    }

    /** One more bottom of whole numbers, min ≤ n &lt; max. */
    public LayerCase labels(int min, int max, int... dims) {
        return with(new Bottom(Shape.of(dims), true, min, max));
    }

    private LayerCase with(Bottom bottom) {
        var more = new ArrayList<>(bottoms);
        more.add(bottom);
        return new LayerCase(settings, more, training, kink, spaced, silent, expected);
    }

    public LayerCase kink(double at) {
        return new LayerCase(
                settings, bottoms, training, OptionalDouble.of(at), spaced, silent, expected);
    }

    public LayerCase withDistance() {
        return new LayerCase(settings, bottoms, training, kink, true, silent, expected);
    }

    public LayerCase testing() {
        return new LayerCase(settings, bottoms, false, kink, spaced, silent, expected);
    }

    public LayerCase silent(Integer... tops) {
        return new LayerCase(settings, bottoms, training, kink, spaced, List.of(tops), expected);
    }

    /** One more shape that a top must have. */
    public LayerCase gives(int... dims) {
        var shapes = new ArrayList<>(expected.orElse(List.of()));
        shapes.add(Shape.of(dims));
        return new LayerCase(
                settings, bottoms, training, kink, spaced, silent, Optional.of(shapes));
    }

    public LayerType type() {
        return LayerTypes.installed().get(settings.getType());
    }

    public Layer create() {
        return WeightNorm.wrapped(settings, type().create(settings, shapes()));
    }

    public List<Shape> shapes() {
        return bottoms.stream().map(Bottom::shape).toList();
    }

    /** The numbers of a bottom, a function of the case alone. */
    public Tensor values(int index) {
        Bottom bottom = bottoms.get(index);
        Dice dice = Dice.of(Dice.key(1701, toString()), index);
        Tensor tensor = Tensor.zeros(bottom.shape);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, value(bottom, dice));
        if (spaced && !bottom.label) space(tensor, dice, index);
        return tensor;
    }

    private float value(Bottom bottom, Dice dice) {
        if (bottom.label) return bottom.min + dice.nextInt((int) (bottom.max - bottom.min));
        float x =
                bottom.min == bottom.max
                        ? (float) dice.gaussian()
                        : dice.uniform(bottom.min, bottom.max);
        if (kink.isEmpty()) return x;
        double distance = x - kink.getAsDouble();
        return Math.abs(distance) < 0.1 ? x + (distance < 0 ? -0.1f : 0.1f) : x;
    }

    /** A shuffled ladder around 0; the bottoms' ladders lie between one another. */
    private void space(Tensor tensor, Dice dice, int index) {
        for (int i = 0; i < tensor.size(); i++)
            tensor.set(i, 0.1f * (i - tensor.size() / 2) + 0.1f * index / bottoms.size());
        for (int i = tensor.size() - 1; i > 0; i--) {
            int j = dice.nextInt(i + 1);
            float held = tensor.get(i);
            tensor.set(i, tensor.get(j));
            tensor.set(j, held);
        }
    }

    @Override
    public String toString() {
        return TextFormat.printer().emittingSingleLine(true).printToString(settings)
                + shapes().stream()
                        .map(Shape::toString)
                        .collect(Collectors.joining(", ", " on ", ""))
                + (training ? "" : ", testing");
    }
}
