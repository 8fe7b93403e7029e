package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import java.util.List;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Step;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which nets a solver makes of its files, and in which state. */
class NetChoiceTest {

    private static final String NET =
            """
            name: 'NAME' state { level: 1 stage: 'net' }
            layer { name: 'in' type: 'Input' top: 'x' input_param { shape { dim: 2 } } }
            layer { name: 'train' type: 'TanH' bottom: 'x' top: 'a' include { phase: TRAIN } }
            layer { name: 'stage-net' type: 'TanH' bottom: 'x' top: 'b' include { stage: 'net' } }
            layer { name: 'stage-s' type: 'TanH' bottom: 'x' top: 'c' include { stage: 's' } }
            layer { name: 'not-s' type: 'TanH' bottom: 'x' top: 'd' exclude { stage: 's' } }
            layer { name: 'level-2-up' type: 'TanH' bottom: 'x' top: 'e' include { min_level: 2 } }
            layer { name: 'level-1-down' type: 'TanH' bottom: 'x' top: 'f' include { max_level: 1 } }
            """;

    private static NetParameter net(String name) {
        try {
            return TextFormat.parse(NET.replace("NAME", name), NetParameter.class);
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static Workshop workshop(String solver, String wish) {
        try {
            return Workshop.of(
                    TextFormat.parse(
                            "base_lr: 1 lr_policy: 'fixed' " + solver, SolverParameter.class),
                    NetChoiceTest::net,
                    TextFormat.parse(wish, NetState.class),
                    Kernels.plain(Workers.single()));
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> layers(jdl.net.Net net) {
        return net.plan().steps().stream().map(Step::name).skip(1).toList();
    }

    @Test
    void theSolversStateComesOnTopOfTheNetsAndTheUsersOnTopOfBoth() {
        Workshop plain = workshop("net: 'n'", "");
        assertThat(layers(plain.stepper().net()))
                .containsExactly("train", "stage-net", "not-s", "level-1-down");
        Workshop stated = workshop("net: 'n' train_state { level: 2 stage: 's' }", "");
        assertThat(layers(stated.stepper().net()))
                .containsExactly("train", "stage-net", "stage-s", "level-2-up");
        Workshop wished = workshop("net: 'n' train_state { level: 2 }", "level: 0 stage: 's'");
        assertThat(layers(wished.stepper().net()))
                .containsExactly("train", "stage-net", "stage-s", "level-1-down");
    }

    @Test
    void everyTestNetHasAStateOfItsOwn() {
        Workshop shop =
                workshop(
                        "net: 'n' test_interval: 1 test_iter: 3 test_iter: 5"
                                + " test_state { stage: 's' } test_state { level: 2 }",
                        "");
        assertThat(shop.testers()).extracting(Tester::iterations).containsExactly(3, 5);
        assertThat(layers(shop.testers().get(0).net()))
                .containsExactly("stage-net", "stage-s", "level-1-down");
        assertThat(layers(shop.testers().get(1).net()))
                .containsExactly("stage-net", "not-s", "level-2-up");
    }

    @Test
    void testNetsComeWrittenOutThenByFileThenFromTheNetItself() {
        Workshop shop =
                workshop(
                        "net: 'n' test_net: 'file' test_net_param { name: 'inline' }"
                                + " test_interval: 1 test_iter: 1 test_iter: 2 test_iter: 3",
                        "");
        assertThat(shop.testers())
                .extracting(tester -> tester.net().plan().name())
                .containsExactly("inline", "file", "n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net: 'n' train_net: 'm' | names 2 training nets",
                "test_iter: 1 test_interval: 1 | names 0 training nets",
                "train_net: 'n' test_net: 'm' test_interval: 1 | test_iter is given 0 times for 1 test nets",
                "net: 'n' test_net: 'm' test_interval: 1 | test_iter is given 0 times for 1 test nets",
                "train_net: 'n' test_iter: 1 test_interval: 1 | test_iter is given 1 times for 0 test nets",
                "net: 'n' test_iter: 1 test_iter: 1 test_interval: 1 test_state {} | test_state is given 1 times for 2",
                "net: 'n' test_iter: 1 | has test nets, but no test_interval above 0",
            })
    void whatDoesNotFitIsRefused(String solver, String message) {
        assertThatThrownBy(() -> workshop(solver, ""))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(message);
    }
}
