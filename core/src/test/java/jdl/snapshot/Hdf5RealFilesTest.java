package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdl.file.hdf5.Hdf5File;
import jdl.file.hdf5.Hdf5Group;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published files say to jdl what they say to h5py, by which the numbers here were computed. */
class Hdf5RealFilesTest {

    private static final String QUICK = "models/cifar10-v2-h5-bxuan694/cifar10_quick_iter_5000.";

    @Test
    void weightsThatCaffeWroteAreRead() {
        var weights = WeightsFile.read(shared(QUICK + "caffemodel.h5"));
        List<NamedLayer> learnt =
                weights.layers().stream().filter(layer -> !layer.blobs().isEmpty()).toList();
        assertThat(weights.layers()).hasSize(13);
        assertThat(learnt)
                .extracting(NamedLayer::name)
                .containsExactly("conv1", "conv2", "conv3", "ip1", "ip2");
        assertThat(learnt).allSatisfy(layer -> assertThat(layer.diffs()).isEmpty());
        Tensor conv1 = learnt.get(0).blobs().get(0);
        assertThat(conv1.shape()).isEqualTo(Shape.of(32, 3, 5, 5));
        check(conv1, -0.028236452f, -0.0020841213f, 0.0837587662945225);
        check(learnt.get(1).blobs().get(1), -0.0005745868f, -0.022519555f, 0.12273979734163731);
        check(learnt.get(3).blobs().get(0), 0.03020805f, -0.058555342f, -30.80831174438208);
        check(learnt.get(4).blobs().get(1), -0.12220764f, -0.1495837f, -1.3206154108047485e-06);
    }

    @Test
    void aStateThatCaffeWroteIsRead() {
        State state = StateFile.read(shared(QUICK + "solverstate.h5"));
        assertThat(state.iter()).isEqualTo(5000);
        assertThat(state.currentStep()).isZero();
        assertThat(state.learnedNet())
                .isEqualTo("examples/cifar10/cifar10_quick_iter_5000.caffemodel.h5");
        assertThat(state.extra()).isEmpty();
        assertThat(state.history()).hasSize(10);
        check(state.history().get(0), 3.8192843e-06f, -6.8318036e-06f, -0.0032424191840048633);
        check(state.history().get(6), 7.8033855e-07f, 1.4467635e-06f, 0.0029428429340101737);
        check(state.history().get(9), 1.5629597e-06f, 3.6611143e-06f, -1.057287590811029e-11);
    }

    @Test
    void aStateFindsItsWeightsBesideIt() {
        var snapshot = Snapshot.load(shared(QUICK + "solverstate.h5"));
        assertThat(snapshot.weightsFile()).isEqualTo(shared(QUICK + "caffemodel.h5"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    bvlc-test-data/sample_data.h5, data, 10×8×6×5, 0, 2399, 2878800
                    bvlc-test-data/sample_data.h5, label2, 10×1, 2, 11, 65
                    bvlc-test-data/sample_data_2_gzip.h5, data, 10×8×6×5, 2400, 4799, 8638800
                    bvlc-test-data/sample_data_2_gzip.h5, label, 10×1, 1, 10, 55
                    bvlc-test-data/solver_data.h5, data, 8×3×10×10, 0.54360026, 1.7201595, -19.425706761307083
                    bvlc-test-data/solver_data.h5, targets, 8×1, 2.2617085, 1.3378657, 4.957384146749973
                    bvlc-test-data/xor_data.hdf5, data, 4×2, 0, 1, 4
                    bvlc-test-data/xor_data.hdf5, label, 4, 0, 0, 2
                    bvlc-test-data/categorical_hdf5_test_data0double.h5, data, 16×5, -1, 2, 33
                    bvlc-test-data/categorical_hdf5_test_data0double.h5, description, 6, 5, 5, 20
                    bvlc-test-data/categorical_hdf5_test_data0double.h5, label, 16, 0, 1, 8
                    bvlc-test-data/categorical_hdf5_test_data0float.h5, label, 16, 0, 1, 8
                    hdf5_classification/train.h5, data, 7500×4, -1.2801831, 0.10164713, 84.58063728835987
                    hdf5_classification/train.h5, label, 7500, 1, 0, 3751
                    hdf5_classification/test.h5, data, 2500×4, 0.7099991, -0.505464, -13.128941633760405
                    hdf5_classification/test.h5, label, 2500, 1, 0, 1253
                    nvidia_inference_uint8.hdf5, inputs, 5×28×28×3, 131, 114, 1420010
                    nvidia_inference_uint8.hdf5, outputs/feat_left, 5×2, 0.025145292, 0.030292274, 0.2771878335624933
                    """)
    void dataSetsOfAllKindsAreRead(
            String name, String path, String shape, float first, float last, double sum) {
        try (var file = Hdf5File.open(shared("hdf5/" + name))) {
            Hdf5Group group = file.root();
            for (String part : path.split("/", -1))
                if (group.hasGroup(part)) group = group.group(part);
                else {
                    Tensor read = group.dataset(part).read();
                    assertThat(read.shape()).hasToString(shape);
                    check(read, first, last, sum);
                }
        }
    }

    private static void check(Tensor tensor, float first, float last, double sum) {
        assertThat(tensor.get(0)).isEqualTo(first);
        assertThat(tensor.get(tensor.size() - 1)).isEqualTo(last);
        double found = 0;
        for (float value : tensor.toArray()) found += value;
        assertThat(found).isCloseTo(sum, within(1e-9 * tensor.size()));
    }

    private static Path shared(String name) {
        Path file = Path.of(System.getProperty("jdl.root", "."), "../shared/data", name);
        assumeTrue(Files.exists(file), () -> "no file " + file);
        return file;
    }
}
