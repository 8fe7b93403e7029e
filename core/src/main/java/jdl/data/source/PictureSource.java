package jdl.data.source;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.data.image.Pictures;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;

/**
 * Image files, each perhaps with a class; they are read and decoded whenever they are asked for.
 */
final class PictureSource implements Source {

    private final List<Entry> entries;
    private final List<String> classes;
    private final Pictures pictures;
    private final List<Column> columns;

    /** An image file and its class. */
    record Entry(Path file, int label) {}

    /**
     * @param labelled whether the entries' labels mean something
     * @param classes the names of the classes, if they have names
     */
    PictureSource(List<Entry> entries, boolean labelled, List<String> classes, Color color) {
        this.entries = List.copyOf(entries);
        this.classes = List.copyOf(classes);
        this.pictures = new Pictures(color);
        Shape shape = pictures.firstShape(entries.stream().map(Entry::file).toList());
        this.columns =
                Stream.of(Column.pictures("data", shape), Column.classes("label"))
                        .limit(labelled ? 2 : 1)
                        .toList();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long size() {
        return entries.size();
    }

    @Override
    public void read(long index, int column, Values into) {
        Entry entry = entries.get(Math.toIntExact(index));
        if (column == 0) pictures.read(entry.file, into);
        else into.number(entry.label);
    }

    @Override
    public String key(long index) {
        return entries.get(Math.toIntExact(index)).file.toString();
    }

    @Override
    public List<String> classes() {
        return classes;
    }
}
