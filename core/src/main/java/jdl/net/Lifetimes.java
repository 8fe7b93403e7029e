package jdl.net;

import java.util.ArrayList;
import java.util.List;
import jdl.layer.Habit;

/**
 * From when to when memory of a net is in use, counted in layers run: forward of step s at s,
 * backward at {@code 2 steps - 1 - s}.
 */
final class Lifetimes {

    /** What memory is of: a blob's data, a blob's diff, or what a step saves. */
    enum Kind {
        DATA,
        DIFF,
        SAVED
    }

    /**
     * Memory that is in use from one moment to another, both within.
     *
     * @param owner the number of the blob or step
     * @param index of what a step saves; 0 for blobs
     */
    record Life(Kind kind, int owner, int index, int size, int from, int to) {

        boolean meets(Life other) {
            return from <= other.to && other.from <= to;
        }
    }

    private final NetPlan plan;
    private final int end;

    /** For each blob, the steps that read it, and the step that writes it. */
    private final List<List<Integer>> readers = new ArrayList<>();

    private final int[] writer;

    private Lifetimes(NetPlan plan) {
        this.plan = plan;
        this.end = end(plan);
        this.writer = new int[plan.blobs().size()];
        for (int b = 0; b < writer.length; b++) readers.add(new ArrayList<>());
        for (int s = 0; s < plan.steps().size(); s++) {
            for (int b : plan.steps().get(s).bottoms()) readers.get(b).add(s);
            for (int b : plan.steps().get(s).tops()) writer[b] = s;
        }
    }

    /** The moment after all layers were run both ways. */
    static int end(NetPlan plan) {
        return 2 * plan.steps().size();
    }

    /** Of all memory that is used in turn; what a layer without bottoms writes is kept for good. */
    static List<Life> of(NetPlan plan) {
        return new Lifetimes(plan).all();
    }

    private List<Life> all() {
        List<Life> all = new ArrayList<>();
        for (int s = 0; s < plan.steps().size(); s++) {
            Step step = plan.steps().get(s);
            for (int blob : step.tops()) {
                if (!step.bottoms().isEmpty()) all.add(data(blob));
                if (plan.blobs().get(blob).gradient()) all.add(diff(blob));
            }
            var saved = step.layer().plan().saved();
            for (int i = 0; i < saved.size(); i++) {
                int to = step.backward() ? backward(s) : s;
                all.add(new Life(Kind.SAVED, s, i, saved.get(i).count(), s, to));
            }
        }
        return all;
    }

    private int backward(int step) {
        return end - 1 - step;
    }

    private Life data(int blob) {
        int from = writer[blob];
        int last = from;
        for (int reader : readers.get(blob)) {
            Step step = plan.steps().get(reader);
            boolean again = step.backward() && !step.layer().plan().has(Habit.FORGETS_BOTTOMS);
            last = Math.max(last, again ? backward(reader) : reader);
        }
        Step step = plan.steps().get(from);
        if (step.backward() && !step.layer().plan().has(Habit.FORGETS_TOPS))
            last = Math.max(last, backward(from));
        if (isResult(blob)) last = end;
        return new Life(Kind.DATA, blob, 0, size(blob), from, last);
    }

    /** What is looked at after the pass. */
    private boolean isResult(int blob) {
        Step step = plan.steps().get(writer[blob]);
        return plan.outputs().contains(blob)
                || step.lossWeights().get(step.tops().indexOf(blob)) != 0;
    }

    private Life diff(int blob) {
        int to = backward(writer[blob]);
        int first = readers.get(blob).stream().max(Integer::compare).orElse(writer[blob]);
        int from = isResult(blob) ? plan.steps().size() : backward(first);
        return new Life(Kind.DIFF, blob, 0, size(blob), from, to);
    }

    private int size(int blob) {
        return plan.blobs().get(blob).shape().count();
    }
}
