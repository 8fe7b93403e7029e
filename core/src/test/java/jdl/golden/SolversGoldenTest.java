package jdl.golden;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.net.Weight;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.snapshot.Snapshot;
import jdl.solver.Stepper;
import jdl.solver.Workshop;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Twenty iterations of a solver equal Caffe's: losses, rates, weights, history, and a resume from
 * Caffe's own files.
 */
class SolversGoldenTest {

    @TestFactory
    Stream<DynamicTest> solvers() {
        return GoldenCase.all("solvers").stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> new Run(c).run(0)));
    }

    @TestFactory
    Stream<DynamicTest> resumes() {
        return GoldenCase.all("solvers").stream()
                .filter(c -> snapshot(c).isPresent())
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> resume(c)));
    }

    private static Optional<Path> snapshot(GoldenCase c) {
        var state = c.folder().resolve("snap_iter_5.solverstate");
        return Files.exists(state) ? Optional.of(state) : Optional.empty();
    }

    private static void resume(GoldenCase c) {
        Run run = new Run(c);
        run.workshop.resume(Snapshot.load(snapshot(c).orElseThrow()));
        run.run(5);
    }

    /** One case. */
    private static final class Run {

        private final GoldenCase golden;
        private final Stepper stepper;
        private final Workshop workshop;

        Run(GoldenCase golden) {
            this.golden = golden;
            SolverParameter settings =
                    golden.read("solver.prototxt", SolverParameter.getDefaultInstance());
            NetParameter net = golden.read("net.prototxt", NetParameter.getDefaultInstance());
            var kernels = KernelProviders.installed().best().open(Workers.single());
            workshop = Workshop.of(settings, file -> net, NetState.getDefaultInstance(), kernels);
            stepper = workshop.stepper();
        }

        void run(int from) {
            if (from == 0) {
                for (Weight weight : stepper.net().weights())
                    weight.blob().data().copyFrom(golden.data("init/param/" + weight.key()));
            }
            int minibatches = golden.json().path("minibatches").asInt();
            for (int i = from; i < golden.json().path("iterations").asInt(); i++) {
                golden.check(
                        "lr[" + i + "]",
                        stepper.rate(),
                        golden.json().path("lr").get(i).asDouble());
                float loss = stepper.step(pass -> feed(pass % minibatches));
                golden.check("loss[" + i + "]", loss, golden.json().path("loss").get(i).asDouble());
                if (from == 0) {
                    golden.check(
                            "smoothed_loss[" + i + "]",
                            stepper.smoothedLoss(),
                            golden.json().path("smoothed_loss").get(i).asDouble());
                }
                checkWeights(i + 1);
            }
        }

        private void feed(long minibatch) {
            String prefix = "minibatch/" + minibatch + "/";
            for (String entry : golden.entries(prefix)) {
                stepper.net()
                        .firstBlob(entry.substring(prefix.length()))
                        .orElseThrow()
                        .data()
                        .copyFrom(golden.data(entry));
            }
        }

        private void checkWeights(int iteration) {
            String prefix = "iter" + iteration + "/";
            for (Weight weight : stepper.net().weights()) {
                String entry = prefix + "param/" + weight.key();
                if (golden.has(entry))
                    golden.check(entry, weight.blob().data(), golden.data(entry));
            }
            List<Tensor> history = stepper.history();
            for (int h = 0; h < history.size(); h++) {
                String entry = prefix + "history/" + h;
                if (golden.has(entry)) golden.check(entry, history.get(h), golden.data(entry));
            }
        }
    }
}
