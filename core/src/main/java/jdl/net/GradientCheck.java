package jdl.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;

/**
 * Gradients held to central differences, {@code (f(x + h) - f(x - h)) / 2h}, as Caffe's
 * GradientChecker does. An element that disagrees is tried again with smaller steps, as there may
 * be kinks within reach of the first; where the differences disagree with each other to the end, it
 * lies at one.
 */
public final class GradientCheck {

    /** The part of the largest gradient that rounding may hide in a difference. */
    private static final double MOST_NOISE = 0.1;

    /** As a part of the first. */
    private static final double SMALLEST_STEP = 1.0 / 64;

    /**
     * How to check.
     *
     * @param step h; smaller ones are tried where it does not agree
     * @param threshold how much of the largest gradient of a blob a difference may be off
     * @param samples elements of each blob to check beside the one with the largest gradient; all
     *     if 0
     * @param seed what the choice of elements is a function of
     */
    public record Settings(double step, double threshold, int samples, long seed) {}

    /** What an element came to. */
    public enum Verdict {
        AGREES,
        KINK,
        DIFFERS
    }

    /**
     * One element of a blob.
     *
     * @param error of the analytic gradient, as a part of the largest gradient of the blob
     */
    public record Element(
            int index, double analytic, double numeric, double error, Verdict verdict) {}

    /**
     * What came out for a weight or a blob.
     *
     * @param layer who is to blame: the owner of the weight, or the one that makes the blob
     */
    public record Finding(String layer, String name, int size, List<Element> elements) {

        public boolean passed() {
            return count(Verdict.DIFFERS) == 0;
        }

        public long count(Verdict verdict) {
            return elements.stream().filter(e -> e.verdict() == verdict).count();
        }

        /** The element that is furthest off, among those of the worst verdict. */
        public Element worst() {
            return elements.stream()
                    .max(Comparator.comparing(Finding::rank).thenComparing(Element::error))
                    .orElseThrow();
        }

        /** A kink says nothing, so it is never the worst. */
        private static int rank(Element element) {
            return switch (element.verdict()) {
                case DIFFERS -> 2;
                case AGREES -> 1;
                case KINK -> 0;
            };
        }
    }

    private final Checked checked;
    private final Settings settings;

    private GradientCheck(Checked checked, Settings settings) {
        this.checked = checked;
        this.settings = settings;
    }

    /** Checks the total loss of a net by all that it learns and by its inputs. */
    public static List<Finding> ofNet(Net net, Settings settings) {
        return new GradientCheck(new WholeNet(net), settings).run();
    }

    /**
     * Checks a random mixture of a layer's tops by its weights and bottoms, which are those of the
     * net's last forward.
     */
    public static List<Finding> ofLayer(Net net, String layer, Settings settings) {
        return new GradientCheck(LayerAlone.of(net, layer), settings).run();
    }

    private List<Finding> run() {
        List<Checked.Variable> variables = checked.variables();
        checked.value();
        checked.backward();
        List<float[]> gradients = variables.stream().map(v -> v.diff().toArray()).toList();
        List<Finding> findings = new ArrayList<>();
        for (int v = 0; v < variables.size(); v++) {
            Checked.Variable variable = variables.get(v);
            if (variable.data().size() > 0) findings.add(finding(variable, gradients.get(v)));
        }
        return findings;
    }

    private Finding finding(Checked.Variable variable, float[] gradient) {
        double largest = 0;
        for (float g : gradient) largest = Math.max(largest, Math.abs(g));
        List<Element> elements = new ArrayList<>();
        for (int index : chosen(variable, gradient))
            elements.add(element(variable.data(), index, gradient[index], largest));
        return new Finding(variable.layer(), variable.name(), gradient.length, elements);
    }

    /** The element of the largest gradient, and as many others as are wanted. */
    private Iterable<Integer> chosen(Checked.Variable variable, float[] gradient) {
        var chosen = new TreeSet<Integer>();
        int size = gradient.length;
        if (settings.samples() == 0 || settings.samples() >= size) {
            for (int i = 0; i < size; i++) chosen.add(i);
            return chosen;
        }
        int largest = 0;
        for (int i = 1; i < size; i++)
            if (Math.abs(gradient[i]) > Math.abs(gradient[largest])) largest = i;
        chosen.add(largest);
        Dice dice = Dice.of(Dice.key(settings.seed(), variable.name()));
        for (int i = 0; i < settings.samples(); i++) chosen.add(dice.nextInt(size));
        return chosen;
    }

    /** Halves the step until the difference agrees, or rounding hides too much of it. */
    private Element element(Tensor x, int index, double analytic, double largest) {
        double whole = difference(x, index, settings.step());
        double scale = Math.max(largest, Math.abs(whole));
        double step = settings.step();
        double slope = whole;
        while (!near(analytic, slope, scale, step)) {
            if (step < settings.step() && isLast(step, scale))
                return element(
                        index,
                        analytic,
                        slope,
                        scale,
                        verdict(x, index, step, analytic, whole, slope));
            step /= 2;
            slope = difference(x, index, step);
        }
        return element(index, analytic, slope, scale, Verdict.AGREES);
    }

    private boolean isLast(double step, double scale) {
        return step <= SMALLEST_STEP * settings.step() || !(noise(step / 2) <= MOST_NOISE * scale);
    }

    /** A kink shows in differences that depend on their step, or on their side. */
    private Verdict verdict(
            Tensor x, int index, double step, double analytic, double whole, double slope) {
        double off = Math.abs(analytic - slope);
        if (!Double.isFinite(off) || !Double.isFinite(whole)) return Verdict.DIFFERS;
        double sides = 2 * Math.abs(slope - side(x, index, step));
        boolean kink = Math.abs(whole - slope) >= off / 4 || sides >= off;
        return kink ? Verdict.KINK : Verdict.DIFFERS;
    }

    private static Element element(int index, double a, double n, double scale, Verdict verdict) {
        double error = scale == 0 ? 0 : Math.abs(a - n) / scale;
        return new Element(index, a, n, error, verdict);
    }

    /** NaN is near nothing. */
    private boolean near(double analytic, double numeric, double scale, double step) {
        return Math.abs(analytic - numeric) <= settings.threshold() * scale + noise(step);
    }

    /** How far off rounding may have put a difference. */
    private double noise(double step) {
        return checked.resolution() / step;
    }

    private double difference(Tensor x, int index, double step) {
        float before = x.get(index);
        return slope(x, index, (float) (before - step), (float) (before + step));
    }

    /** The difference to the upper side alone. */
    private double side(Tensor x, int index, double step) {
        float before = x.get(index);
        return slope(x, index, before, (float) (before + step));
    }

    private double slope(Tensor x, int index, float below, float above) {
        float before = x.get(index);
        x.set(index, above);
        double up = checked.value();
        x.set(index, below);
        double down = checked.value();
        x.set(index, before);
        return (up - down) / ((double) above - below);
    }
}
