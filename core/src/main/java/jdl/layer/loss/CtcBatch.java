package jdl.layer.loss;

import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Ports;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The sequences of a batch: labels N×L (bottom 1), ended by -1, and where there is a bottom 2, how
 * many frames each has.
 */
record CtcBatch(int frames, int items, int longest, Labels labels, int blank) {

    static CtcBatch of(List<Shape> bottoms, int blankWanted) {
        Shape scores = bottoms.get(0);
        Shape labels = bottoms.get(1);
        if (scores.rank() != 3 || scores.count() == 0)
            throw Failure.config("wants scores T×N×classes, but got " + scores);
        int items = scores.dim(1);
        int classes = scores.dim(2);
        if (labels.rank() < 2 || labels.dim(0) != items)
            throw Failure.config("wants labels %d×L, but got %s".formatted(items, labels));
        if (bottoms.size() == 3 && bottoms.get(2).count() != items)
            throw Failure.config(
                    "wants a number of frames for each of the %d sequences, but got %s"
                            .formatted(items, bottoms.get(2)));
        if (blankWanted < -classes || blankWanted >= classes)
            throw Failure.config(
                    "blank_label %d is none of the %d classes".formatted(blankWanted, classes));
        return new CtcBatch(
                scores.dim(0),
                items,
                labels.countFrom(1),
                Labels.of(classes, true, -1),
                Math.floorMod(blankWanted, classes));
    }

    /** The most states that a sequence can have. */
    int states() {
        return 2 * longest + 1;
    }

    CtcSequence sequence(Ports p, int item) {
        Tensor all = p.bottom(1).data();
        int length = 0;
        while (length < longest && !ends(all, item * longest + length)) length++;
        return new CtcSequence(all.part(item, items), length, frames(p, item), blank);
    }

    private boolean ends(Tensor all, int place) {
        int label = labels.at(all, place);
        if (label == blank)
            throw corrupt("label " + label + " of sequence " + place / longest + " is the blank");
        return labels.ignores(label);
    }

    private int frames(Ports p, int item) {
        if (p.bottoms().size() < 3) return frames;
        float given = p.bottom(2).data().get(item);
        if (given >= 1 && given <= frames && given == (int) given) return (int) given;
        throw corrupt("sequence %d has %s frames, not 1 to %d".formatted(item, given, frames));
    }

    private static Failure corrupt(String what) {
        return new Failure(Failure.Kind.CORRUPT, what + "; mend the data");
    }
}
