package jdl.data.digits;

import java.util.List;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.tensor.Dice;
import jdl.tensor.Shape;

/**
 * Rows of a table, one for each picture of the digits source with the same split: a number from 0
 * to 9, as ten columns of which one is 1. The label is the last figure of its sum with the
 * picture's digit, so that neither the table nor the pictures can tell it alone.
 */
final class SumsSource implements Source {

    private static final int NUMBERS = 10;

    private static final List<Column> COLUMNS = Column.labelled(Shape.of(NUMBERS, 1, 1));

    /** A one among zeros; where a row begins says which of its columns the one is. */
    private static final byte[] ONE_HOT = new byte[2 * NUMBERS - 1];

    static {
        ONE_HOT[NUMBERS - 1] = 1;
    }

    private final Split split;
    private final Writer writer;

    SumsSource(Split split, Writer writer) {
        this.split = split;
        this.writer = writer;
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public long size() {
        return split.count();
    }

    @Override
    public void read(long index, int column, Values into) {
        int number = number(index);
        if (column == 0) into.planes(ONE_HOT, NUMBERS - 1 - number, NUMBERS, 1, 1);
        else into.number((writer.digit(Dice.key(split.key(), index)) + number) % NUMBERS);
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
