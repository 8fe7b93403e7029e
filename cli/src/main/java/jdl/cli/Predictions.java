package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import jdl.cli.Predictor.Prediction;
import jdl.net.Output;
import jdl.tensor.Tensor;

/** Predictions as text or as JSON: of scores of classes the best, of other numbers all. */
final class Predictions {

    /** More numbers than these are told in JSON alone. */
    private static final int SHOWN = 10;

    private final PrintStream out;
    private final List<String> names;
    private final int top;
    private final boolean json;
    private final List<String> troubles = new ArrayList<>();

    /**
     * @param names of the classes; none if they have none
     * @param top how many classes are told
     */
    Predictions(PrintStream out, List<String> names, int top, boolean json) {
        this.out = out;
        this.names = List.copyOf(names);
        this.top = top;
        this.json = json;
    }

    /** What could not be read. */
    List<String> troubles() {
        return troubles;
    }

    void tell(Prediction prediction) {
        prediction.trouble().ifPresent(troubles::add);
        if (json) out.println(json(prediction));
        else if (prediction.trouble().isEmpty()) print(prediction);
    }

    private void print(Prediction prediction) {
        out.println(prediction.sample());
        for (Output output : prediction.outputs()) {
            if (prediction.outputs().size() > 1) out.println("  " + output.name());
            if (areClasses(output))
                for (int k : best(output.data()))
                    out.println(
                            String.format(
                                    Locale.ROOT, "    %.4f  %s", output.data().get(k), name(k)));
            else out.println("    " + numbers(output.data()));
        }
    }

    private static String numbers(Tensor values) {
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, values.size()); i++)
            text.append(i == 0 ? "" : " ").append(CppNumber.text(values.get(i)));
        return values.size() > SHOWN ? text + " … (" + values.shape() + ")" : text.toString();
    }

    private ObjectNode json(Prediction prediction) {
        var node = JsonNodeFactory.instance.objectNode().put("input", prediction.sample());
        if (prediction.trouble().isPresent()) return node.put("error", prediction.trouble().get());
        var outputs = node.putObject("outputs");
        for (Output output : prediction.outputs()) {
            var each = outputs.putObject(output.name());
            if (areClasses(output)) {
                var classes = each.putArray("top");
                for (int k : best(output.data()))
                    classes.addObject()
                            .put("class", k)
                            .put("name", name(k))
                            .put("score", output.data().get(k));
            }
            var values = each.putArray("values");
            for (int i = 0; i < output.data().size(); i++) values.add(output.data().get(i));
        }
        return node;
    }

    /** Scores of classes are a row of at least two numbers that are no loss. */
    private boolean areClasses(Output output) {
        Tensor scores = output.data();
        int longest = scores.shape().dims().stream().mapToInt(i -> i).max().orElse(0);
        boolean row = longest == scores.size() && longest > 1;
        return row && (names.isEmpty() ? adds(scores) : names.size() == longest);
    }

    /** Whether they are probabilities. */
    private static boolean adds(Tensor scores) {
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            if (!(scores.get(i) >= 0)) return false;
            sum += scores.get(i);
        }
        return Math.abs(sum - 1) < 1e-3;
    }

    private List<Integer> best(Tensor scores) {
        return IntStream.range(0, scores.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -scores.get(k)))
                .limit(top)
                .toList();
    }

    private String name(int klass) {
        return names.isEmpty() ? Integer.toString(klass) : names.get(klass);
    }
}
