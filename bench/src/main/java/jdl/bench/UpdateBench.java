package jdl.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import jdl.kernel.Kernels;
import jdl.kernel.Stretch;
import jdl.kernel.Workers;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The step of gradient descent with momentum: reads three floats of each weight, writes two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class UpdateBench {

    @Param({"500", "25000", "400000", "37748736"})
    public int size;

    @Param("1")
    public int threads;

    @Param("vector")
    public String kernels = "";

    private Kernels on = Kernels.plain(Workers.single());
    private Tensor weight = Tensor.zeros(Shape.of(1));
    private Tensor slope = weight;
    private Tensor history = weight;

    @Setup
    public void open() {
        on = Kernels.named(kernels, Workers.of(threads));
        weight = Noise.of(Shape.of(size), 1);
        slope = Noise.of(Shape.of(size), 2);
        history = Noise.of(Shape.of(size), 3);
    }

    @TearDown
    public void close() {
        on.workers().close();
    }

    @Benchmark
    public void sgd(Work work) {
        List<Stretch> all = Stretch.over(weight, slope, List.of(history));
        on.workers().forEach(all.size(), i -> on.loops().sgd(all.get(i), 1e-6f, 0.9f));
        work.gbyte += 5e-9 * Float.BYTES * size;
    }
}
