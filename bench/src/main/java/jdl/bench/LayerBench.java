package jdl.bench;

import java.util.concurrent.TimeUnit;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Layout;
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

/** One layer, up and down; a family lists its cases. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public abstract class LayerBench {

    @Param("PLAIN")
    public Layout layout = Layout.PLAIN;

    @Param("1")
    public int threads;

    @Param("vector")
    public String kernels = "";

    private OneLayer layer = idle();

    private static OneLayer idle() {
        return OneLayer.of("1x1", "type: \"ReLU\"", Layout.PLAIN, Kernels.plain(Workers.single()));
    }

    /** "shapes of the bottoms | settings", as {@link OneLayer} takes them. */
    protected abstract String told();

    @Setup
    public void open() {
        String[] parts = told().split(" \\| ", -1);
        Kernels on = Kernels.named(kernels, Workers.of(threads));
        layer = OneLayer.of(parts[0], parts[1], layout, on);
        layer.forward();
    }

    @TearDown
    public void close() {
        layer.ports().kernels().workers().close();
    }

    @Benchmark
    public void forward(Work work) {
        layer.forward();
        work.gflop += layer.gflop();
        work.gbyte += layer.gbyte();
    }

    /** To the bottoms and to the weights: about twice the work of forward. */
    @Benchmark
    public void backward(Work work) {
        layer.backward();
        work.gflop += 2 * layer.gflop();
        work.gbyte += 2 * layer.gbyte();
    }
}
