package jdl.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever the shapes of its bottoms are, a layer runs or is refused in words; it never breaks. */
class OddShapesTest {

    private static final int TRIALS = 40;

    @TestFactory
    Stream<DynamicTest> aLayerRunsOnAnyShapeOrRefusesIt() {
        return each(
                c -> {
                    Dice dice = Dice.of(Dice.key(7, c.toString()));
                    for (int i = 0; i < TRIALS; i++) attempt(with(c, anyShapes(c, dice)));
                });
    }

    @TestFactory
    Stream<DynamicTest> aLayerRunsOnABatchOfNoneOrRefusesIt() {
        return each(c -> attempt(with(c, emptied(c))));
    }

    private interface Check {
        void run(LayerCase c);
    }

    private static Stream<DynamicTest> each(Check check) {
        Map<String, List<LayerCase>> byType =
                Contracts.cases().stream()
                        .filter(c -> !c.bottoms().isEmpty())
                        .collect(Collectors.groupingBy(c -> c.settings().getType()));
        return byType.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                        e ->
                                DynamicTest.dynamicTest(
                                        e.getKey(), () -> e.getValue().forEach(check::run)));
    }

    /** One new shape for all bottoms, or one for each. */
    private static List<Shape> anyShapes(LayerCase c, Dice dice) {
        var shapes = new ArrayList<Shape>();
        boolean alike = dice.nextInt(2) == 0;
        for (int i = 0; i < c.bottoms().size(); i++)
            shapes.add(alike && i > 0 ? shapes.get(0) : anyShape(dice));
        return shapes;
    }

    private static Shape anyShape(Dice dice) {
        var dims = new int[dice.nextInt(6)];
        for (int i = 0; i < dims.length; i++)
            dims[i] = dice.nextInt(9) == 0 ? 0 : 1 + dice.nextInt(4);
        return Shape.of(dims);
    }

    /** Axis 0 of every bottom is the batch, or the time. */
    private static List<Shape> emptied(LayerCase c) {
        return c.shapes().stream().map(s -> s.rank() == 0 ? s : s.with(0, 0)).toList();
    }

    private static LayerCase with(LayerCase c, List<Shape> shapes) {
        var bottoms = new ArrayList<LayerCase.Bottom>();
        for (int i = 0; i < shapes.size(); i++) {
            LayerCase.Bottom b = c.bottoms().get(i);
            bottoms.add(new LayerCase.Bottom(shapes.get(i), b.label(), b.min(), b.max()));
        }
        return new LayerCase(
                c.settings(),
                bottoms,
                c.training(),
                c.kink(),
                c.spaced(),
                c.silent(),
                Optional.empty());
    }

    /** The net makes a Failure of an axis that is not there, whoever notices. */
    private static void attempt(LayerCase c) {
        try {
            c.create();
        } catch (Failure | IllegalArgumentException refused) {
            assertThat(refused.getMessage()).as(c.toString()).isNotBlank();
            return;
        }
        try {
            new LayerRig(c, Kernels.plain(Workers.single())).backward();
        } catch (Failure corrupt) {
            assertThat(corrupt.kind()).as(c.toString()).isEqualTo(Failure.Kind.CORRUPT);
        } catch (RuntimeException e) {
            throw new AssertionError(c.toString(), e);
        }
    }
}
