package jdl.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import jdl.failure.Failure;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Step;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** How often each class was taken for which, counted at what an Accuracy layer reads. */
final class Confusion {

    private final LayerParameter layer;
    private final long[][] counts;

    private Confusion(LayerParameter layer, int classes) {
        this.layer = layer;
        this.counts = new long[classes][classes];
    }

    /** For the last Accuracy layer of a net, which in nets with several heads is the main one's. */
    static Confusion of(NetPlan plan) {
        List<Step> steps =
                plan.steps().stream()
                        .filter(s -> s.settings().getType().equals("Accuracy"))
                        .toList();
        if (steps.isEmpty())
            throw Failure.config(
                    "net \"%s\" has no Accuracy layer, so classes cannot be counted"
                            .formatted(plan.name()));
        Step last = steps.get(steps.size() - 1);
        Shape scores = plan.blobs().get(last.bottoms().get(0)).shape();
        int axis = last.settings().getAccuracyParam().getAxis();
        return new Confusion(last.settings(), scores.dim(axis));
    }

    /** Counts the samples of a pass that has just been run. */
    void count(Net net) {
        Tensor scores = net.blob(layer.getBottom(0)).orElseThrow().data();
        Tensor labels = net.blob(layer.getBottom(1)).orElseThrow().data();
        var settings = layer.getAccuracyParam();
        int inner = scores.shape().countFrom(scores.shape().axis(settings.getAxis()) + 1);
        boolean probabilities = labels.size() == scores.size() && counts.length > 1;
        for (int row = 0; row < scores.size() / counts.length; row++) {
            int first = row / inner * counts.length * inner + row % inner;
            int label = probabilities ? best(labels, first, inner) : (int) labels.get(row);
            if (settings.hasIgnoreLabel() && label == settings.getIgnoreLabel()) continue;
            counts[label][best(scores, first, inner)]++;
        }
    }

    private int best(Tensor scores, int first, int step) {
        int best = 0;
        for (int c = 1; c < counts.length; c++)
            if (scores.get(first + c * step) > scores.get(first + best * step)) best = c;
        return best;
    }

    private long of(int label) {
        long sum = 0;
        for (long count : counts[label]) sum += count;
        return sum;
    }

    private double accuracy(int label) {
        return of(label) == 0 ? Double.NaN : (double) counts[label][label] / of(label);
    }

    /** A line for each class. */
    String perClass() {
        var table = new Table("class", "samples", "right", "accuracy");
        for (int c = 0; c < counts.length; c++)
            table.row(
                    String.valueOf(c),
                    String.valueOf(of(c)),
                    String.valueOf(counts[c][c]),
                    CppNumber.text(accuracy(c)));
        return table.toString();
    }

    /** A row for each true class, a column for each class that it was taken for. */
    String table() {
        String[] head = new String[counts.length + 1];
        head[0] = "is \\ taken for";
        for (int c = 0; c < counts.length; c++) head[c + 1] = String.valueOf(c);
        var table = new Table(head);
        for (int label = 0; label < counts.length; label++) {
            String[] row = new String[counts.length + 1];
            row[0] = String.valueOf(label);
            for (int c = 0; c < counts.length; c++) row[c + 1] = String.valueOf(counts[label][c]);
            table.row(row);
        }
        return table.toString();
    }

    /** Adds {@code per_class}, the accuracies, and {@code confusion}, rows of counts. */
    void into(ObjectNode json, boolean perClass, boolean confusion) {
        if (perClass) {
            var array = json.putArray("per_class");
            for (int c = 0; c < counts.length; c++)
                array.addObject().put("class", c).put("samples", of(c)).put("right", counts[c][c]);
        }
        if (confusion) {
            var rows = json.putArray("confusion");
            for (long[] row : counts) {
                var cells = rows.addArray();
                for (long count : row) cells.add(count);
            }
        }
    }
}
