package jdl.data.digits;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.tensor.Dice;
import jdl.tensor.Shape;

/** Digits written when they are first asked for, and kept. */
final class DigitsSource implements Source {

    private static final List<Column> COLUMNS =
            Column.labelled(Shape.of(1, Paper.SIDE, Paper.SIDE));

    private final String name;
    private final long key;
    private final Writer writer;
    private final AtomicReferenceArray<byte[]> written;

    DigitsSource(Split split, Writer writer) {
        this.name = "digits:" + split.name();
        this.key = split.key();
        this.writer = writer;
        this.written = new AtomicReferenceArray<>(split.count());
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public long size() {
        return written.length();
    }

    @Override
    public void read(long index, int column, Values into) {
        if (column == 0) into.planes(pixels(Math.toIntExact(index)), 0, 1, Paper.SIDE, Paper.SIDE);
        else into.number(writer.digit(Dice.key(key, index)));
    }

    @Override
    public boolean atHand(long index) {
        return written.get(Math.toIntExact(index)) != null;
    }

    @Override
    public String key(long index) {
        return name + ", image " + index;
    }

    /** Two threads may both write a sample; they write the same. */
    private byte[] pixels(int index) {
        byte[] known = written.get(index);
        if (known != null) return known;
        byte[] made = writer.write(Dice.key(key, index));
        written.set(index, made);
        return made;
    }
}
