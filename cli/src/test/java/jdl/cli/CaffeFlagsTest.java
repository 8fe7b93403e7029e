package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jdl.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaffeFlagsTest {

    @Test
    void oneDashBecomesTwo() {
        assertThat(
                        CaffeFlags.rewritten(
                                "train", "-solver", "a", "-weights=b,c", "-iterations", "5"))
                .containsExactly("train", "--solver", "a", "--weights=b,c", "--iterations", "5");
    }

    @Test
    void everythingElseStaysAsItIs() {
        String[] args = {"-h", "--solver", "x", "-", "-solver.prototxt", "--", "-solver"};
        assertThat(CaffeFlags.rewritten(args)).containsExactly(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-gpu", "--gpu", "-gpu=all", "-sigint_effect=stop", "--sighup_effect"})
    void whatJdlCannotDoIsRefused(String flag) {
        assertThatThrownBy(() -> CaffeFlags.rewritten("train", flag))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(flag);
    }
}
