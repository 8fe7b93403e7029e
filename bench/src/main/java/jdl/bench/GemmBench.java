package jdl.bench;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.kernel.Matrix;
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

/** {@code c = a · b}, m × n by k, with each of the ways that a and b can lie. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBench {

    @Param({
        "64x64x64",
        "256x256x256",
        "512x512x512",
        "1024x1024x1024",
        "2048x2048x2048",
        "64x500x800",
        "20x576x25",
        "64x3136x576",
        "256x196x2304",
        "16x4096x9216"
    })
    public String size = "";

    /** Which of a and b are given turned: none, a (as for weights' gradients) or b. */
    @Param({"none", "a", "b"})
    public String turned = "";

    @Param("1")
    public int threads;

    @Param("vector")
    public String kernels = "";

    private Kernels on = Kernels.plain(Workers.single());
    private Matrix a = Matrix.of(Tensor.zeros(Shape.of(1)), 1, 1);
    private Matrix b = a;
    private Matrix c = a;

    @Setup
    public void open() {
        int[] mnk = Stream.of(size.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        on = Kernels.named(kernels, Workers.of(threads));
        a = matrix(mnk[0], mnk[2], turned.equals("a"));
        b = matrix(mnk[2], mnk[1], turned.equals("b"));
        c = matrix(mnk[0], mnk[1], false);
    }

    private static Matrix matrix(int rows, int columns, boolean turned) {
        Tensor floats = Noise.of(Shape.of(rows, columns), rows);
        return turned
                ? Matrix.of(floats, columns, rows).transposed()
                : Matrix.of(floats, rows, columns);
    }

    @TearDown
    public void close() {
        on.workers().close();
    }

    @Benchmark
    public void multiply(Work work) {
        on.multiply(a, b, c);
        work.gflop += 2e-9 * c.rows() * c.columns() * a.columns();
    }
}
