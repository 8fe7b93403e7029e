package jdl.layer;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.FillerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The first values of weights. */
public final class Fillers {

    @FunctionalInterface
    private interface Rule {
        void fill(Tensor weight, FillerParameter filler, Dice dice);
    }

    private static final Map<String, Rule> RULES = rules();

    private Fillers() {}

    /** The settings that fill a weight with one number. */
    public static FillerParameter constant(float value) {
        return FillerParameter.newBuilder().setType("constant").setValue(value).build();
    }

    /** Fills a weight as the settings say; the numbers are a function of settings and dice. */
    public static void fill(Tensor weight, FillerParameter filler, Dice dice) {
        rule(filler).fill(weight, filler, dice);
    }

    /** Throws a {@link Failure} (CONFIG) if no weight could be filled so. */
    public static void check(FillerParameter filler) {
        rule(filler);
    }

    private static Rule rule(FillerParameter filler) {
        Rule rule = RULES.get(filler.getType());
        if (rule == null)
            throw Failure.config(
                    "unknown filler \""
                            + filler.getType()
                            + "\""
                            + DidYouMean.among(RULES.keySet(), filler.getType())
                            + "\n    known fillers: "
                            + String.join(", ", RULES.keySet()));
        if (filler.getSparse() != -1 && !filler.getType().equals("gaussian"))
            throw Failure.config("sparse is for the filler \"gaussian\" alone");
        return rule;
    }

    private static Map<String, Rule> rules() {
        var rules = new TreeMap<String, Rule>();
        rules.put("constant", (w, f, dice) -> w.fill(f.getValue()));
        rules.put("uniform", (w, f, dice) -> uniform(w, f.getMin(), f.getMax(), dice));
        rules.put("gaussian", Fillers::gaussian);
        rules.put("positive_unitball", (w, f, dice) -> unitBall(w, dice));
        rules.put("xavier", Fillers::xavier);
        rules.put("msra", Fillers::msra);
        rules.put("bilinear", (w, f, dice) -> bilinear(w));
        rules.put("orthogonal", (w, f, dice) -> orthogonal(w, f.getGain(), dice));
        return Collections.unmodifiableMap(rules);
    }

    private static void uniform(Tensor weight, float min, float max, Dice dice) {
        fill(weight, () -> dice.uniform(min, max));
    }

    /** Normal; if {@code sparse} is given, about that many of each column stay, the rest are 0. */
    private static void gaussian(Tensor weight, FillerParameter filler, Dice dice) {
        fill(weight, () -> filler.getMean() + filler.getStd() * dice.gaussian());
        if (filler.getSparse() < 0) return;
        double kept = filler.getSparse() / (double) length(weight.shape(), 0);
        for (int i = 0; i < weight.size(); i++) if (dice.nextDouble() >= kept) weight.set(i, 0);
    }

    /** Uniform, then each row divided by its sum. */
    private static void unitBall(Tensor weight, Dice dice) {
        uniform(weight, 0, 1, dice);
        int rows = length(weight.shape(), 0);
        for (int r = 0; r < rows; r++) {
            Tensor row = weight.part(r, rows);
            double sum = 0;
            for (int i = 0; i < row.size(); i++) sum += row.get(i);
            for (int i = 0; i < row.size(); i++) row.set(i, (float) (row.get(i) / sum));
        }
    }

    /** Uniform with variance 1 / n (Glorot and Bengio 2010). */
    private static void xavier(Tensor weight, FillerParameter filler, Dice dice) {
        float limit = (float) Math.sqrt(3 / fan(weight.shape(), filler));
        uniform(weight, -limit, limit, dice);
    }

    /** Normal with variance 2 / n (He et al. 2015). */
    private static void msra(Tensor weight, FillerParameter filler, Dice dice) {
        double deviation = Math.sqrt(2 / fan(weight.shape(), filler));
        fill(weight, () -> deviation * dice.gaussian());
    }

    /** The kernel of a deconvolution that enlarges by linear interpolation. */
    private static void bilinear(Tensor weight) {
        Shape shape = weight.shape();
        if (shape.rank() != 4 || shape.dim(2) != shape.dim(3))
            throw Failure.config("the filler \"bilinear\" wants a square kernel, not " + shape);
        int size = shape.dim(3);
        double factor = Math.ceil(size / 2.0);
        double centre = (size - 1) / (2 * factor);
        for (int i = 0; i < weight.size(); i++) {
            double across = 1 - Math.abs(i % size / factor - centre);
            double down = 1 - Math.abs(i / size % size / factor - centre);
            weight.set(i, (float) (across * down));
        }
    }

    /** Vectors at right angles to one another: rows, or columns if those are fewer. */
    private static void orthogonal(Tensor weight, float gain, Dice dice) {
        int rows = length(weight.shape(), 0);
        int columns = weight.size() / Math.max(1, rows);
        boolean across = rows <= columns;
        double[][] vectors =
                Orthogonal.draw(Math.min(rows, columns), Math.max(rows, columns), dice);
        for (int i = 0; i < weight.size(); i++) {
            int row = i / columns;
            int column = i % columns;
            double value = across ? vectors[row][column] : vectors[column][row];
            weight.set(i, (float) (gain * value));
        }
    }

    /** How many numbers meet in one, by {@code variance_norm}. */
    private static double fan(Shape shape, FillerParameter filler) {
        double in = shape.count() / (double) length(shape, 0);
        double out = shape.count() / (double) length(shape, 1);
        return switch (filler.getVarianceNorm()) {
            case FAN_IN -> in;
            case FAN_OUT -> out;
            case AVERAGE -> (in + out) / 2;
        };
    }

    private static int length(Shape shape, int axis) {
        return axis < shape.rank() ? shape.dim(axis) : 1;
    }

    private static void fill(Tensor weight, DoubleSupplier number) {
        for (int i = 0; i < weight.size(); i++) weight.set(i, (float) number.getAsDouble());
    }
}
