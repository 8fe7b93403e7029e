package jdl.kernel.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** The convolutions that were asked for so far, each with its tables. */
final class Convolutions {

    private static final Finish NOTHING = new Finish(Tensor.zeros(Shape.of(0)), false, 0);

    private record Engines(Correlator up, List<Correlator> down, WeightGradient weights) {}

    private final Workers workers;
    private final ThreadLocal<Workspace> workspace;
    private final Map<Convolution, Engines> known = new ConcurrentHashMap<>();

    Convolutions(Workers workers, ThreadLocal<Workspace> workspace) {
        this.workers = workers;
        this.workspace = workspace;
    }

    private Engines engines(Convolution c) {
        Engines engines = known.get(c);
        return engines != null ? engines : known.computeIfAbsent(c, this::make);
    }

    private Engines make(Convolution c) {
        List<Correlator> down = new ArrayList<>();
        for (int y = 0; y < c.height().stride(); y++)
            for (int x = 0; x < c.width().stride(); x++)
                down.add(
                        new Correlator(
                                c,
                                Sweep.down(c.height(), y),
                                Sweep.down(c.width(), x),
                                true,
                                workspace));
        var up = new Correlator(c, Sweep.up(c.height()), Sweep.up(c.width()), false, workspace);
        return new Engines(up, List.copyOf(down), new WeightGradient(c, workspace));
    }

    void toTop(Convolution c, Tensor w, Tensor packed, Tensor x, Tensor y, Finish finish) {
        engines(c).up.run(workers, w, packed, x, y, false, finish);
    }

    void toBottom(Convolution c, Tensor w, Tensor packed, Tensor dy, Tensor dx, boolean add) {
        for (Correlator down : engines(c).down) down.run(workers, w, packed, dy, dx, add, NOTHING);
    }

    void toWeights(Convolution c, Tensor x, Tensor dy, Tensor dw, boolean add) {
        engines(c).weights.run(workers, x, dy, dw, add);
    }
}
