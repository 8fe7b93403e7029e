package jdl.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.data.image.Decoder;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;

/**
 * Image files, each perhaps with a class; they are read and decoded whenever they are asked for.
 */
final class PictureSource implements Source {

    /** No honest image file is larger. */
    private static final long LARGEST = 1 << 28;

    /** How many broken pictures in a row are a broken source. */
    private static final int TRIES = 100;

    private final List<Entry> entries;
    private final List<String> classes;
    private final Color color;
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
        this.color = color;
        Shape shape = firstShape();
        this.columns =
                Stream.of(Column.pictures("data", shape), Column.classes("label"))
                        .limit(labelled ? 2 : 1)
                        .toList();
    }

    /** The shape of the first picture that is one, for some may be broken. */
    private Shape firstShape() {
        var first = new Values();
        for (int i = 0; ; i++)
            try {
                picture(entries.get(i).file, color, first);
                return first.shape();
            } catch (Failure e) {
                if (i == Math.min(TRIES, entries.size()) - 1) throw e;
            }
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
        if (column == 0) picture(entry.file, color, into);
        else into.number(entry.label);
    }

    /** Reads and decodes one file; {@link Failure} with its name where that cannot be. */
    static void picture(Path file, Color color, Values into) {
        try {
            if (Files.size(file) > LARGEST)
                throw new Failure(
                        Kind.CORRUPT,
                        file + ": has more than " + LARGEST + " bytes, so it is no picture");
            byte[] bytes = Files.readAllBytes(file);
            Decoder.decode(bytes, color, into);
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        } catch (Failure e) {
            if (e.message().startsWith(file.toString())) throw e;
            throw new Failure(e.kind(), file + ": " + e.message(), e);
        }
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
