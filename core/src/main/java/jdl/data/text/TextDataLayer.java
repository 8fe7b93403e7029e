package jdl.data.text;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.layer.Reads;
import jdl.proto.TextDataParameter;
import jdl.tensor.Shape;

/**
 * The bytes of a text, in streams side by side: stream n reads the n-th part of the text, some
 * steps in each pass, and then that part again. Tops [steps, streams]: the bytes; cont, which is 0
 * where a part begins, else 1; the bytes that follow, as labels.
 */
final class TextDataLayer implements Layer, Reads {

    private final byte[] text;
    private final int steps;
    private final int streams;

    /** Passes until all parts are read. */
    private final int round;

    TextDataLayer(TextDataParameter settings) {
        steps = settings.getSteps();
        streams = settings.getBatchSize();
        if (steps < 1 || streams < 1)
            throw Failure.config(
                    "text_data_param has to have steps and batch_size, both at least 1");
        text = Texts.open(settings.getSource());
        round = (int) ((text.length - 1L) / ((long) steps * streams));
        if (round < 1)
            throw Failure.config(
                    "the text has %d bytes, but %d streams of %d steps take more\n    ask for less"
                            .formatted(text.length, streams, steps));
    }

    /** Windows of {@code steps} bytes. */
    @Override
    public long size() {
        return (long) round * streams;
    }

    @Override
    public int batch() {
        return streams;
    }

    @Override
    public Plan plan() {
        Shape each = Shape.of(steps, streams);
        return Plan.tops(each, each, each);
    }

    @Override
    public void forward(Ports p) {
        int turn = (int) (p.clock().pass() % round);
        for (int t = 0; t < steps; t++)
            for (int n = 0; n < streams; n++) {
                int from = (n * round + turn) * steps + t;
                int to = t * streams + n;
                p.top(0).data().set(to, text[from] & 0xff);
                p.top(1).data().set(to, turn + t == 0 ? 0 : 1);
                p.top(2).data().set(to, text[from + 1] & 0xff);
            }
    }

    @Override
    public void backward(Ports p) {
        // The disk takes no gradient.
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "TextData",
                    Arity.exactly(0),
                    Arity.exactly(3),
                    (layer, bottoms) -> new TextDataLayer(layer.getTextDataParam()));
        }
    }
}
