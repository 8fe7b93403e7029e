package jdl.data.digits;

import jdl.data.Source;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Rows of a table, one for each picture of the digits source with the same split: a number from 0
 * to 9, as ten columns of which one is 1. The label is the last figure of its sum with the
 * picture's digit, so that neither the table nor the pictures can tell it alone.
 */
final class SumsSource implements Source {

    private static final int NUMBERS = 10;

    private final Split split;
    private final Writer writer;

    SumsSource(Split split, Writer writer) {
        this.split = split;
        this.writer = writer;
    }

    @Override
    public Shape shape() {
        return Shape.of(NUMBERS, 1, 1);
    }

    @Override
    public long size() {
        return split.count();
    }

    @Override
    public void read(long index, Tensor into) {
        into.fill(0);
        into.set(number(index), 1);
    }

    @Override
    public int label(long index) {
        return (writer.digit(Dice.key(split.key(), index)) + number(index)) % NUMBERS;
    }

    @Override
    public boolean atHand(long index) {
        return true;
    }

    @Override
    public String key(long index) {
        return "sums:" + split.name() + ", row " + index;
    }

    private int number(long index) {
        return Dice.of(split.key(), index, 2).nextInt(NUMBERS);
    }
}
