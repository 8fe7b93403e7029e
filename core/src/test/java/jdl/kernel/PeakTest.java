package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakTest {

    private static final Peak PLAIN = Kernels.plain(Workers.single()).peak();
    private static final Peak VECTOR = Kernels.named("vector", Workers.single()).peak();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7})
    void theSumsComeToWhatTheFormulaSays(int rounds) {
        assertThat(PLAIN.fma(rounds, 0.5f)).isEqualTo(sums(8, 1, rounds));
        assertThat(VECTOR.fma(rounds, 0.5f)).isEqualTo(sums(12, VECTOR.width() / 12, rounds));
    }

    /** Exact in floats: halves of small numbers. */
    private static float sums(int sums, int lanes, int rounds) {
        double total = 0;
        for (int k = 0; k < sums; k++) {
            double s = k;
            for (int i = 0; i < rounds; i++) s = s * 0.5 + 1;
            total += s * lanes;
        }
        return (float) total;
    }

    @Test
    void aTriadTouchesItsStretchAlone() {
        var random = new Random(1);
        float[] b = new float[100];
        float[] c = new float[100];
        for (int i = 0; i < b.length; i++) {
            b[i] = random.nextFloat();
            c[i] = random.nextFloat();
        }
        float[] a = new float[100];
        VECTOR.triad(a, b, c, 0.5f, 3, 90);
        for (int i = 0; i < a.length; i++)
            assertThat(a[i]).isEqualTo(i >= 3 && i < 90 ? b[i] + 0.5f * c[i] : 0);
    }
}
