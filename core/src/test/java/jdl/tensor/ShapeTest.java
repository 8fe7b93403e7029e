package jdl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void axesAreCountedFromBothEnds() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.count()).isEqualTo(24);
        assertThat(shape.dim(-1)).isEqualTo(4);
        assertThat(shape.countFrom(1)).isEqualTo(12);
        assertThat(shape.countTo(1)).isEqualTo(2);
        assertThat(shape.with(-1, 5)).isEqualTo(Shape.of(2, 3, 5));
        assertThat(shape.slice(1, 3)).isEqualTo(Shape.of(3, 4));
        assertThat(shape).hasToString("2×3×4");
        assertThat(Shape.scalar().count()).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> Shape.of(2).dim(1)).hasMessageContaining("axis 1");
        assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16)).hasMessageContaining("2^31");
        assertThatThrownBy(() -> Shape.of(-1)).hasMessageContaining("negative");
    }
}
