package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Stream;
import jdl.failure.Failure;
import org.junit.jupiter.api.Test;

class KernelProvidersTest {

    private final KernelProviders some =
            new KernelProviders(
                    Stream.of(
                            new Make("slow", 1, Optional.empty()),
                            new Make("fast", 3, Optional.of("no such chip; buy one")),
                            new Make("good", 2, Optional.empty())));

    @Test
    void theBestIsTheUsableOneOfTheHighestRank() {
        assertThat(some.best().name()).isEqualTo("good");
        assertThat(some.all())
                .extracting(KernelProvider::name)
                .containsExactly("fast", "good", "slow");
    }

    @Test
    void oneIsFoundByItsName() {
        assertThat(some.named("slow").name()).isEqualTo("slow");
    }

    @Test
    void whatCannotBeHadIsAnErrorAndNoFallBack() {
        assertThatThrownBy(() -> some.named("fast"))
                .isInstanceOf(Failure.class)
                .hasMessage("kernels \"fast\" cannot run here: no such chip; buy one");
        assertThatThrownBy(() -> some.named("quick"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("unknown kernels \"quick\"")
                .hasMessageContaining("fast, good, slow");
    }

    @Test
    void thePlainAndTheVectorKernelsAreInstalled() {
        assertThat(Kernels.named("plain", Workers.single()).name()).isEqualTo("plain");
        assertThat(Kernels.named("vector", Workers.single()).name()).isEqualTo("vector");
        assertThat(Kernels.best(Workers.single()).name()).isEqualTo("vector");
    }

    private record Make(String name, int rank, Optional<String> whyNot) implements KernelProvider {
        @Override
        public Kernels open(Workers workers) {
            return Kernels.plain(workers);
        }
    }
}
