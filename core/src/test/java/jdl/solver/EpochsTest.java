package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.TextFormat;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passes over all samples, of 23 digits and batches of 5. */
class EpochsTest {

    private static final String NET =
            """
            layer { name: 'd' type: 'Data' top: 'x' top: 'label'
                    data_param { source: 'digits:train?count=23' batch_size: BATCH } }
            layer { name: 'ip' type: 'InnerProduct' bottom: 'x' top: 'y'
                    inner_product_param { num_output: 10 weight_filler { type: 'xavier' } } }
            layer { name: 'accuracy' type: 'Accuracy' bottom: 'y' bottom: 'label' top: 'accuracy'
                    include { phase: TEST } }
            layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'y' bottom: 'label' top: 'loss' }
            """;

    @ParameterizedTest
    @CsvSource({"1, 1, 5", "2, 1, 10", "1.5, 1, 7", "1, 4, 2", "0.01, 1, 1"})
    void anEpochIsAsManyIterationsAsItsSamplesTake(float epochs, int iterSize, int iterations) {
        var shop = shop("max_epoch: " + epochs + " iter_size: " + iterSize, 5);
        assertThat(shop.settings().getMaxIter()).isEqualTo(iterations);
    }

    @Test
    void epochsAndIterationsTogetherAreRefused() {
        assertThatThrownBy(() -> shop("max_epoch: 1 max_iter: 5", 5))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("keep one");
    }

    @Test
    void aTestOfAllTakesEachSampleOnceWhateverTheBatch() {
        var each = shop("test_iter: 23 test_interval: 1", 1).testers().get(0);
        for (int batch : new int[] {5, 23, 40, 1}) {
            var all = shop("test_iter: 0 test_interval: 1", batch).testers().get(0);
            for (long nth = 0; nth < 2; nth++) {
                var expected = each.run(nth, done -> {}, () -> false);
                var found = all.run(nth, done -> {}, () -> false);
                assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-5f));
                assertThat(found.scores().get(0)).isEqualTo(expected.scores().get(0));
            }
        }
        assertThat(shop("test_iter: 0 test_interval: 1", 5).testers().get(0).iterations())
                .isEqualTo(4 + 3);
    }

    private static Workshop shop(String solver, int batch) {
        try {
            var settings =
                    TextFormat.parse(
                            "net: 'n' base_lr: 0.1 lr_policy: 'fixed' " + solver,
                            SolverParameter.class);
            var net =
                    TextFormat.parse(
                            NET.replace("BATCH", Integer.toString(batch)), NetParameter.class);
            return Workshop.of(
                    settings,
                    name -> net,
                    NetState.getDefaultInstance(),
                    Kernels.plain(Workers.single()));
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(solver, e);
        }
    }
}
