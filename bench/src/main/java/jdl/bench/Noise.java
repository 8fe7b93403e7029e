package jdl.bench;

import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Tensors of numbers between -1 and 1. */
final class Noise {

    private Noise() {}

    static Tensor of(Shape shape, long key) {
        Tensor tensor = Tensor.zeros(shape);
        Dice dice = Dice.of(key);
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, dice.uniform(-1, 1));
        return tensor;
    }
}
