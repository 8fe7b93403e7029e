package jdl.kernel.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdl.kernel.Convolution;
import jdl.kernel.ConvolutionKernels.Finish;
import jdl.kernel.Kernels;
import jdl.kernel.Sweep;
import jdl.kernel.Workers;
import jdl.tensor.Tensor;

/** The convolutions that were asked for so far, each with its tables. */
final class Convolutions {

    /**
     * @param gaps whether kernels leave out some of the bottom
     */
    private record Engines(
            Correlator up, List<Correlator> down, boolean gaps, WeightGradient weights) {}

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
        boolean gaps = false;
        for (int y = 0; y < c.height().stride(); y++)
            for (int x = 0; x < c.width().stride(); x++) {
                Sweep height = Sweep.down(c.height(), y);
                Sweep width = Sweep.down(c.width(), x);
                if (height.taps().length * width.taps().length == 0) gaps = true;
                else down.add(new Correlator(c, height, width, true, workspace));
            }
        var up = new Correlator(c, Sweep.up(c.height()), Sweep.up(c.width()), false, workspace);
        return new Engines(up, List.copyOf(down), gaps, new WeightGradient(c, workspace));
    }

    void toTop(Convolution c, Tensor w, Tensor packed, Tensor x, Tensor y, Finish finish) {
        engines(c).up.run(workers, w, packed, x, y, false, finish);
    }

    void prepare(Convolution c, Tensor w, Tensor packed) {
        engines(c).up.pack(workers, w, packed);
    }

    void toTopPrepared(Convolution c, Tensor packed, Tensor x, Tensor y, Finish finish) {
        engines(c).up.runPrepared(workers, packed, x, y, finish);
    }

    void toBottom(Convolution c, Tensor w, Tensor packed, Tensor dy, Tensor dx, boolean add) {
        Engines engines = engines(c);
        if (engines.gaps && !add) clear(dx);
        for (Correlator down : engines.down) down.run(workers, w, packed, dy, dx, add, Finish.NONE);
    }

    private void clear(Tensor x) {
        workers.forStrips(
                x.size(),
                Kernels.STRIP,
                (from, to) -> Arrays.fill(x.array(), x.offset() + from, x.offset() + to, 0));
    }

    void toWeights(Convolution c, Tensor x, Tensor dy, Tensor dw, boolean add) {
        engines(c).weights.run(workers, x, dy, dw, add);
    }
}
