package jdl.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every make of kernels is held to in moving weights: the bits of the plain loops. */
interface UpdatesContract {

    Kernels open(Workers workers);

    Map<String, BiConsumer<UpdateLoops, Stretch>> LOOPS =
            new TreeMap<>(
                    Map.of(
                            "sgd", (loops, s) -> loops.sgd(s, 0.01f, 0.9f),
                            "nesterov", (loops, s) -> loops.nesterov(s, 0.01f, 0.9f),
                            "adaGrad", (loops, s) -> loops.adaGrad(s, 0.01f, 1e-3f),
                            "rmsProp", (loops, s) -> loops.rmsProp(s, 0.01f, 0.7f, 1e-3f),
                            "adaDelta", (loops, s) -> loops.adaDelta(s, 0.3f, 0.9f, 1e-3f),
                            "adam", (loops, s) -> loops.adam(s, 0.1f, 0.9f, 0.99f, 1e-3f, 0.97f),
                            "lamb", (loops, s) -> loops.lamb(s, 0.7f, 0.9f, 0.99f, 1e-3f, 0.03f),
                            "lion", (loops, s) -> loops.lion(s, 0.1f, 0.9f, 0.99f, 0.97f)));

    /** A weight, its gradient and two slots, each amidst a larger array of ones. */
    record Moved(List<Tensor> tensors) {

        static Moved of(int size) {
            List<Tensor> tensors = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                float[] array = new float[size + 40];
                Arrays.fill(array, 1);
                System.arraycopy(Product.random(size + t).array(), 0, array, 3 + t, size);
                tensors.add(new Tensor(Shape.of(size), array, 3 + t));
            }
            for (int t = 2; t < 4; t++)
                for (int i = 0; i < size; i++)
                    tensors.get(t).set(i, Math.abs(tensors.get(t).get(i)));
            for (int i = 0; i < size; i += 5) {
                tensors.get(1).set(i, i % 2 == 0 ? 0 : -0f);
                tensors.get(2).set(i, 0);
            }
            if (size > 16) tensors.get(1).set(11, Float.NaN);
            return new Moved(tensors);
        }

        List<float[]> by(Kernels kernels, BiConsumer<UpdateLoops, Stretch> loop) {
            UpdateLoops loops = kernels.loops();
            List<Stretch> all = Stretch.over(tensors.get(0), tensors.get(1), tensors.subList(2, 4));
            kernels.workers().forEach(all.size(), i -> loop.accept(loops, all.get(i)));
            return tensors.stream().map(Tensor::array).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 17, 33, 64, 65, 40_000})
    default void everyRuleMovesAWeightByTheBitsOfThePlainLoopOnAnyNumberOfThreads(int size) {
        LOOPS.forEach(
                (name, loop) -> {
                    List<float[]> plain = Moved.of(size).by(Kernels.plain(Workers.single()), loop);
                    if (size > 1)
                        assertThat(plain.get(2))
                                .as(name)
                                .isNotEqualTo(Moved.of(size).tensors().get(2).array());
                    for (int threads : new int[] {1, 2, 4})
                        try (Workers workers = Workers.of(threads)) {
                            List<float[]> own = Moved.of(size).by(open(workers), loop);
                            for (int t = 0; t < 4; t++)
                                assertThat(own.get(t))
                                        .as("%s on %d threads, tensor %d", name, threads, t)
                                        .isEqualTo(plain.get(t));
                        }
                });
    }

    @Test
    default void aWeightMovesByRateTimesGradientAndByMomentum() {
        Moved moved = Moved.of(10);
        float[] weights = moved.tensors().get(0).toArray();
        float[] steps = moved.tensors().get(2).toArray();
        moved.by(open(Workers.single()), (loops, s) -> loops.sgd(s, 0.01f, 0.9f));
        for (int i = 0; i < 10; i++) {
            float step = 0.9f * steps[i] + 0.01f * moved.tensors().get(1).get(i);
            assertThat(moved.tensors().get(2).get(i)).isEqualTo(step);
            assertThat(moved.tensors().get(0).get(i)).isEqualTo(weights[i] - step);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 16, 17, 33, 64, 65, 40_000})
    default void valuesAreClippedSignsAddedAndTensorsSwapped(int size) {
        for (int threads : new int[] {1, 3})
            try (Workers workers = Workers.of(threads)) {
                Kernels kernels = open(workers);
                Tensor x = Moved.of(size).tensors().get(1);
                Tensor y = Moved.of(size).tensors().get(0);
                float[] from = x.array().clone();
                float[] to = y.array().clone();
                kernels.addSign(0.3f, x, y);
                for (int i = 0; i < size; i++)
                    to[y.offset() + i] += 0.3f * Math.signum(from[x.offset() + i]);
                assertThat(y.array()).isEqualTo(to);
                kernels.clip(0.25f, x);
                for (int i = x.offset(); i < x.offset() + size; i++)
                    from[i] = Math.max(-0.25f, Math.min(0.25f, from[i]));
                assertThat(x.array()).isEqualTo(from);
                float[] floats = x.toArray();
                float[] others = y.toArray();
                kernels.swap(x, y);
                assertThat(x.toArray()).isEqualTo(others);
                assertThat(y.toArray()).isEqualTo(floats);
            }
    }
}
