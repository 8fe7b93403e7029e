package jdl.data.source;

import java.nio.file.Path;
import java.util.List;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.data.image.Pictures;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Keys;
import jdl.file.Records;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;

/** The records of one of Caffe's databases, each a Datum: pixels or a picture file, and a class. */
final class DatumSource implements Source {

    /** How many broken records in a row are a broken source. */
    private static final int TRIES = 100;

    /** A class is no larger than what a float holds exactly. */
    private static final int MOST_CLASSES = 1 << 24;

    private final Path path;
    private final Records records;
    private final Pictures pictures;
    private final List<Column> columns;

    /** A record is asked for once for each of its columns. */
    private final ThreadLocal<Last> last =
            ThreadLocal.withInitial(() -> new Last(-1, DatumView.EMPTY));

    private record Last(long index, DatumView datum) {}

    DatumSource(Path path, Records records, Color color) {
        this.path = path;
        this.records = records;
        this.pictures = new Pictures(color);
        if (records.size() == 0) throw new Failure(Kind.CORRUPT, path + ": holds no records");
        this.columns = List.of(pictures(firstShape()), Column.classes("label"));
    }

    /** The shape of the first record that is sound, for some may be broken. */
    private Shape firstShape() {
        var first = new Values();
        for (int i = 0; ; i++)
            try {
                read(i, 0, first);
                return first.shape();
            } catch (Failure e) {
                if (i == Math.min(TRIES, records.size()) - 1)
                    throw e.message().startsWith(key(i))
                            ? e
                            : new Failure(e.kind(), key(i) + ": " + e.message(), e);
            }
    }

    /** Encoded pictures may be of any size, as their files were. */
    private Column pictures(Shape first) {
        return last.get().datum.encoded()
                ? Column.pictures("data", first)
                : Column.picture("data", first);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long size() {
        return records.size();
    }

    @Override
    public void read(long index, int column, Values into) {
        DatumView datum = datum(index);
        if (column == 0) picture(index, datum, into);
        else into.number(label(datum));
    }

    @Override
    public String key(long index) {
        return "%s, record \"%s\"".formatted(path, Keys.show(records.key(index)));
    }

    private DatumView datum(long index) {
        Last kept = last.get();
        if (kept.index == index) return kept.datum;
        DatumView read = DatumView.of(records.value(index));
        last.set(new Last(index, read));
        return read;
    }

    private void picture(long index, DatumView datum, Values into) {
        int from = datum.from();
        if (datum.encoded()) {
            pictures.decode(key(index), datum.bytes(), from, datum.length(), into);
            return;
        }
        datum.checkShape();
        int c = datum.channels();
        if (datum.length() > 0) into.planes(datum.bytes(), from, c, datum.height(), datum.width());
        else into.planes(datum.floats(), 0, c, datum.height(), datum.width());
    }

    private static int label(DatumView datum) {
        int label = datum.label();
        if (label < -MOST_CLASSES || label > MOST_CLASSES)
            throw DatumView.corrupt("has the class " + label + ", which no net can have");
        return label;
    }
}
