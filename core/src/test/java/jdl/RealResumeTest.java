package jdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdl.config.ConfigReader;
import jdl.config.Text;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.snapshot.Snapshot;
import jdl.solver.Workshop;
import jdl.upgrade.Upgrade;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run of Caffe's from 2014 goes on where it stopped. */
class RealResumeTest {

    private static final Path DATA =
            Path.of(System.getProperty("jdl.root", ".")).resolve("../shared/data").toAbsolutePath();
    private static final Path MODELS = DATA.resolve("models/cifar10-v1-everpeace");

    @BeforeAll
    static void theDataAreHere() {
        assumeTrue(Files.isDirectory(MODELS), () -> "no folder " + MODELS);
    }

    /**
     * The losses are those of expected/golden.json, "cifar10_quick_resume_4000"; the first one
     * stands in Caffe's own log, too.
     */
    @Test
    void caffesSolverStateGoesOnWithTheLossesOfItsLog() throws IOException {
        var settings =
                read("cifar10_quick_solver_lr1.prototxt", SolverParameter.getDefaultInstance())
                        .toBuilder();
        settings.clearTestIter().clearTestInterval();
        try (Workers workers = Workers.single()) {
            var shop =
                    Workshop.of(
                            Upgrade.solver(settings.build()).message(),
                            name -> net(),
                            NetState.getDefaultInstance(),
                            Kernels.best(workers));
            var state = MODELS.resolve("cifar10_quick_iter_4000.solverstate");
            var copy = shop.resume(Snapshot.load(state));
            assertThat(copy.copied()).containsExactly("conv1", "conv2", "conv3", "ip1", "ip2");
            assertThat(copy.missing()).isEmpty();
            assertThat(shop.stepper().iteration()).isEqualTo(4000);
            for (float loss : List.of(0.71955633f, 0.8427244f, 0.66205984f, 0.868011f, 0.7243943f))
                assertThat(shop.stepper().step()).isCloseTo(loss, within(1e-4f * loss));
        }
    }

    private static NetParameter net() {
        var net = NetParameter.getDefaultInstance();
        try {
            net = Upgrade.net(read("cifar10_quick_train_test.prototxt", net)).message();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var here = net.toBuilder();
        Path cifar = DATA.resolve("cifar10");
        for (LayerParameter.Builder layer : here.getLayerBuilderList()) {
            if (!layer.getType().equals("Data")) continue;
            layer.getDataParamBuilder()
                    .setSource("cifar10:" + cifar.resolve("data_batch_1.bin.gz"));
            layer.getTransformParamBuilder()
                    .setMeanFile(cifar.resolve("mean.binaryproto").toString());
        }
        return here.build();
    }

    private static <M extends Message> M read(String name, M type) throws IOException {
        var text = new Text(name, Files.readString(MODELS.resolve(name)));
        return new ConfigReader(List.of()).read(text, type).message();
    }
}
