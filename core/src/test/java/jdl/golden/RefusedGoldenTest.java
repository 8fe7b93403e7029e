package jdl.golden;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.net.NetPlan;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.proto.SolverParameter;
import jdl.solver.Workshop;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Caffe refuses, jdl refuses too, with words instead of an abort. */
class RefusedGoldenTest {

    /**
     * Where Caffe's refusal is a weakness, as the README beside the cases says; and solvers that
     * name AdamW and cosine, which Caffe does not know.
     */
    private static final Set<String> BETTER_ACCEPTED =
            Set.of(
                    "batchnorm_one_axis",
                    "prelu_five_axes",
                    "softmaxloss_two_tops",
                    "solver_unknown_type",
                    "solver_unknown_policy");

    @TestFactory
    Stream<DynamicTest> refused() {
        return GoldenCase.all("refused").stream()
                .filter(c -> BETTER_ACCEPTED.stream().noneMatch(c.name()::startsWith))
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    private static void check(GoldenCase golden) {
        NetParameter net;
        try {
            net = golden.read("net.prototxt", NetParameter.getDefaultInstance());
        } catch (Failure refusedByTheReader) {
            return;
        }
        boolean solver = Files.exists(golden.folder().resolve("solver.prototxt"));
        assertThatThrownBy(() -> build(golden, net, solver)).isInstanceOf(Failure.class);
    }

    private static void build(GoldenCase golden, NetParameter net, boolean solver) {
        if (!solver) {
            var phase = Phase.valueOf(golden.json().path("phase").asText());
            NetPlan.of(net, NetState.newBuilder().setPhase(phase).build());
            return;
        }
        var settings = golden.read("solver.prototxt", SolverParameter.getDefaultInstance());
        var kernels = KernelProviders.installed().best().open(Workers.single());
        Workshop.of(settings, file -> net, NetState.getDefaultInstance(), kernels).stepper().step();
    }
}
