package jdl.layer.recurrent;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code c' = σ(f) cont c + σ(i) tanh(g); h' = σ(o) tanh(c')}: one step of an LSTM. Bottoms: c [1,
 * N, D]; i, f, o and g [1, N, 4 D]; cont [1, N]. Tops: c', h'.
 */
final class LSTMUnitLayer implements Layer {

    private static final Cell CELL = new LSTMCell();

    private final int streams;
    private final int outputs;
    private final Plan plan;

    LSTMUnitLayer(LayerParameter layer, List<Shape> bottoms) {
        Shape c = bottoms.get(0);
        if (c.rank() != 3 || c.dim(0) != 1)
            throw Failure.config("wants c of shape [1, streams, cells], but got " + c);
        streams = c.dim(1);
        outputs = c.dim(2);
        expect(Shape.of(1, streams, 4 * outputs), bottoms.get(1), "i, f, o and g");
        expect(Shape.of(1, streams), bottoms.get(2), "cont");
        plan = Plan.tops(c, c).saved(c, bottoms.get(1)).scratch(c, c).labels(2);
    }

    private static void expect(Shape wanted, Shape given, String what) {
        if (!given.equals(wanted))
            throw Failure.config("wants %s of shape %s, but got %s".formatted(what, wanted, given));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        p.saved(1).copyFrom(p.bottom(1).data());
        for (int n = 0; n < streams; n++) {
            float cont = p.bottom(2).data().get(n);
            for (int k = n * outputs; k < (n + 1) * outputs; k++)
                p.saved(0).set(k, cont * p.bottom(0).data().get(k));
        }
        Cell.Step step = step(p, List.of(p.top(1).data(), p.top(0).data()));
        p.forEach(streams, n -> CELL.forward(step, n));
    }

    @Override
    public void backward(Ports p) {
        for (int i = 0; i < 2; i++) {
            if (p.top(1 - i).hasDiff()) p.scratch(i).copyFrom(p.top(1 - i).diff());
            else p.scratch(i).fill(0);
        }
        Cell.Step step = step(p, List.of(p.scratch(0), p.scratch(1)));
        p.forEach(streams, n -> CELL.backward(step, n));
        if (p.bottom(1).hasDiff()) p.kernels().axpy(1, p.saved(1), p.bottom(1).diff());
        if (!p.bottom(0).hasDiff()) return;
        for (int n = 0; n < streams; n++)
            p.kernels()
                    .axpy(
                            p.bottom(2).data().get(n),
                            p.scratch(1).part(n, streams),
                            p.bottom(0).diff().part(n, streams));
    }

    private Cell.Step step(Ports p, List<Tensor> after) {
        Tensor gates = p.saved(1);
        return new Cell.Step(outputs, gates, gates, List.of(p.saved(0), p.saved(0)), after);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("LSTMUnit", Arity.exactly(3), Arity.exactly(2), LSTMUnitLayer::new);
        }
    }
}
