package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.LongStream;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Tuning;
import jdl.net.Weights;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an iteration allocates, in the threads that run it: some small objects that describe what is
 * to be done, and nothing as large as what it is done to.
 */
class AllocationTest {

    /** A small LeNet; its largest blob has 27,648 floats. */
    private static final String NET =
            """
            layer { name: 'in' type: 'Input' top: 'x' top: 'label'
              input_param { shape { dim: 32 dim: 1 dim: 16 dim: 16 } shape { dim: 32 } } }
            layer { name: 'conv1' type: 'Convolution' bottom: 'x' top: 'c1'
              convolution_param { num_output: 6 kernel_size: 5 weight_filler { type: 'xavier' } } }
            layer { name: 'pool1' type: 'Pooling' bottom: 'c1' top: 'p1'
              pooling_param { kernel_size: 2 stride: 2 } }
            layer { name: 'conv2' type: 'Convolution' bottom: 'p1' top: 'c2'
              convolution_param { num_output: 8 kernel_size: 3 weight_filler { type: 'xavier' } } }
            layer { name: 'relu' type: 'ReLU' bottom: 'c2' top: 'c2' }
            layer { name: 'ip1' type: 'InnerProduct' bottom: 'c2' top: 'i1'
              inner_product_param { num_output: 40 weight_filler { type: 'xavier' } } }
            layer { name: 'relu2' type: 'ReLU' bottom: 'i1' top: 'i1' }
            layer { name: 'ip2' type: 'InnerProduct' bottom: 'i1' top: 'i2'
              inner_product_param { num_output: 10 weight_filler { type: 'xavier' } } }
            layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'i2' bottom: 'label' top: 'loss' }
            """;

    private static final int ROUND = 20;

    /** Bytes: some dozens of small objects, a few for each layer, whatever the blobs' sizes. */
    private static final long LIMIT = 3 << 10;

    /** Plain convolutions make some for each pair of an output and a channel, too. */
    private static final long PLAIN_LIMIT = 12 << 10;

    /** Plain loops make no vectors, so what is counted needs no compiler to take anything away. */
    @Test
    void plainLoopsAllocateLittleFromTheSecondIterationOn() throws Exception {
        Stepper stepper = stepper("plain", Workers.single());
        stepper.step();
        long least = Long.MAX_VALUE; // the runtime itself may allocate in a round
        for (int i = 0; i < 3; i++) least = Math.min(least, bytes(stepper));
        assertThat(least).isLessThan(PLAIN_LIMIT);
    }

    /** Only the compiler takes vectors away: there must come a round in which it has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Tag("slow")
    void vectorLoopsAllocateLittleOnceTheyAreCompiled(int threads) throws Exception {
        try (Workers workers = Workers.of(threads)) {
            Stepper stepper = stepper("vector", workers);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 500 && least >= LIMIT; i++) least = Math.min(least, bytes(stepper));
            assertThat(least).isLessThan(LIMIT);
        }
    }

    /** Of one iteration, on average, in this thread and in those of the workers. */
    private static long bytes(Stepper stepper) {
        long[] threads =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(AllocationTest::runsTheNet)
                        .mapToLong(Thread::getId)
                        .toArray();
        long before = allocated(threads);
        for (int i = 0; i < ROUND; i++) stepper.step();
        return (allocated(threads) - before) / ROUND;
    }

    private static boolean runsTheNet(Thread thread) {
        return thread == Thread.currentThread() || thread.getName().startsWith("jdl-worker");
    }

    private static long allocated(long[] threads) {
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return LongStream.of(bean.getThreadAllocatedBytes(threads)).sum();
    }

    private static Stepper stepper(String name, Workers workers) throws Exception {
        var settings =
                TextFormat.parse(
                        "lr_policy: 'fixed' base_lr: 0.01 momentum: 0.9 weight_decay: 0.0005",
                        SolverParameter.class);
        var state = NetState.newBuilder().setPhase(Phase.TRAIN).build();
        var plan = NetPlan.of(TextFormat.parse(NET, NetParameter.class), state);
        Kernels kernels = Kernels.named(name, workers);
        var net = new Net(plan, Tuning.without(List.of()), new Weights(1), kernels, 1);
        return new Stepper(settings, net, kernels);
    }
}
