package jdl.layer.recurrent;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.LayerParameter;
import jdl.proto.RecurrentParameter;
import jdl.tensor.Shape;

/**
 * What a recurrent layer reads: x [T, N, …] and cont [T, N]; perhaps x_static [N, …]; perhaps its
 * states before the first step, each [1, N, D].
 *
 * @param steps T
 * @param streams N, sequences side by side
 * @param inputs floats of x in a step of a stream
 * @param outputs D
 * @param statics floats of x_static of a stream
 * @param still how many bottoms x_static is: 0 or 1
 * @param exposed whether the states before and after are bottoms and tops
 */
record Sequence(
        int steps, int streams, int inputs, int outputs, int statics, int still, boolean exposed) {

    static Sequence of(LayerParameter layer, List<Shape> bottoms, int states) {
        RecurrentParameter settings = layer.getRecurrentParam();
        boolean exposed = settings.getExposeHidden();
        int most = 3 + (exposed ? states : 0);
        if (bottoms.size() != most && bottoms.size() != most - 1)
            throw Failure.config(
                    "takes x, cont, x_static if wanted%s: %d or %d bottoms, but got %d"
                            .formatted(
                                    exposed ? " and, by expose_hidden, its states" : "",
                                    most - 1,
                                    most,
                                    bottoms.size()));
        int tops = exposed ? 1 + states : 1;
        if (layer.getTopCount() != tops)
            throw Failure.config(
                    "gives %d tops%s, but got names for %d"
                            .formatted(
                                    tops,
                                    exposed ? ", by expose_hidden its states too" : "",
                                    layer.getTopCount()));
        if (settings.getNumOutput() < 1) throw Failure.config("num_output must be at least 1");
        Sequence sequence = of(bottoms, settings, bottoms.size() - most + 1);
        sequence.check(bottoms);
        return sequence;
    }

    private static Sequence of(List<Shape> bottoms, RecurrentParameter settings, int still) {
        Shape x = bottoms.get(0);
        if (x.rank() < 3 || x.dim(0) < 1)
            throw Failure.config(
                    "wants x of shape [steps, streams, ...], but got "
                            + x
                            + "; indices become vectors by a layer of type Embed");
        return new Sequence(
                x.dim(0),
                x.dim(1),
                x.countFrom(2),
                settings.getNumOutput(),
                still == 0 ? 0 : perStream(bottoms.get(2), x.dim(1)),
                still,
                settings.getExposeHidden());
    }

    private static int perStream(Shape still, int streams) {
        if (still.rank() < 1 || still.dim(0) != streams)
            throw Failure.config(
                    "wants x_static for each of %d streams, but got %s".formatted(streams, still));
        return still.countFrom(1);
    }

    private void check(List<Shape> bottoms) {
        if (!bottoms.get(1).equals(Shape.of(steps, streams)))
            throw Failure.config(
                    "wants cont of shape [steps, streams], %s, but got %s"
                            .formatted(Shape.of(steps, streams), bottoms.get(1)));
        for (Shape state : bottoms.subList(firstState(), bottoms.size()))
            if (!state.equals(state()))
                throw Failure.config(
                        "wants states of shape %s, but got %s".formatted(state(), state));
    }

    /** The bottom that holds the first of the states, where they are exposed. */
    int firstState() {
        return 2 + still;
    }

    /** All steps of all streams. */
    int rows() {
        return steps * streams;
    }

    Shape state() {
        return Shape.of(1, streams, outputs);
    }

    /** So many floats in each step of each stream. */
    Shape of(int width) {
        return Shape.of(steps, streams, width);
    }
}
