package jdl.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.data.Column;
import jdl.data.DataFile;
import jdl.data.PicturePaths;
import jdl.data.Source;
import jdl.data.Values;
import jdl.data.image.Pictures;
import jdl.failure.Failure;
import jdl.proto.SourceParameter;
import jdl.proto.SourceParameter.Color;
import jdl.proto.TableParameter;
import jdl.tensor.Shape;

/** The records of a table, in memory as numbers; pictures are read from their files. */
final class TableSource implements Source {

    private final Path file;
    private final Schema schema;
    private final List<Column> columns;
    private final List<float[]> rows = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final Pictures pictures;
    private final TableParameter learnt;

    /** Features and labels. */
    private final int width;

    TableSource(Path file, char separator, SourceParameter source, Schema schema) {
        TableParameter settings = source.getTable();
        this.pictures = new Pictures(source.hasColor() ? source.getColor() : Color.COLOR);
        var root = new PicturePaths(file, source.getRootFolder());
        this.file = file;
        this.schema = schema;
        this.learnt = Learnt.of(schema, settings);
        this.width = schema.featureWidth() + schema.labels().size();
        try (var reader = new CsvReader(DataFile.open(file), separator)) {
            List<String> first = reader.next();
            List<String> names = Schema.names(first, settings);
            if (!names.equals(schema.header().names()))
                throw Failure.config(
                        file + ": has other columns than source_param.table.statistics_of");
            int picture = schema.header().picture();
            var record = settings.getHeader() ? reader.next() : first;
            for (; !record.isEmpty(); record = reader.next()) {
                Schema.checkLength(file, reader.line(), record, first.size());
                rows.add(row(record, reader.line()));
                lines.add(reader.line());
                if (picture >= 0) paths.add(root.resolve(record.get(picture)));
            }
        }
        if (rows.isEmpty()) throw new Failure(Failure.Kind.CORRUPT, file + ": has no records");
        this.columns = plan();
    }

    private float[] row(List<String> record, int line) {
        float[] row = new float[width];
        int at = 0;
        for (int i = 0; i < schema.features().size(); i++)
            at =
                    put(
                            schema.features().get(i),
                            record,
                            schema.header().features().get(i),
                            row,
                            at,
                            line);
        for (int i = 0; i < schema.labels().size(); i++)
            at =
                    put(
                            schema.labels().get(i),
                            record,
                            schema.header().labels().get(i),
                            row,
                            at,
                            line);
        return row;
    }

    private int put(
            Encoder encoder, List<String> record, int column, float[] row, int at, int line) {
        try {
            encoder.put(record.get(column), row, at);
            return at + encoder.width();
        } catch (Failure e) {
            throw new Failure(
                    e.kind(),
                    "%s:%d: column \"%s\": %s"
                            .formatted(
                                    file, line, schema.header().names().get(column), e.message()),
                    e);
        }
    }

    private List<Column> plan() {
        var found = new ArrayList<Column>();
        if (!paths.isEmpty()) found.add(Column.pictures("picture", pictures.firstShape(paths)));
        if (schema.featureWidth() > 0)
            found.add(Column.numbers("features", Shape.of(schema.featureWidth())));
        for (int label = 0; label < schema.labels().size(); label++) {
            String name = schema.header().names().get(schema.header().labels().get(label));
            found.add(
                    schema.isClass(label)
                            ? Column.classes(name)
                            : Column.numbers(name, Shape.of()));
        }
        return found;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long size() {
        return rows.size();
    }

    @Override
    public void read(long index, int column, Values into) {
        int record = Math.toIntExact(index);
        float[] row = rows.get(record);
        int label = column - (columns.size() - schema.labels().size());
        if (label >= 0) into.numbers(row, schema.featureWidth() + label, 1);
        else if (column == 0 && !paths.isEmpty()) pictures.read(paths.get(record), into);
        else into.numbers(row, 0, schema.featureWidth());
    }

    @Override
    public TableParameter learnt() {
        return learnt;
    }

    @Override
    public boolean atHand(long index) {
        return paths.isEmpty();
    }

    @Override
    public String key(long index) {
        return file + ":" + lines.get(Math.toIntExact(index));
    }

    @Override
    public List<String> classes() {
        for (int label = 0; label < schema.labels().size(); label++)
            if (schema.isClass(label)) return schema.classes(label);
        return List.of();
    }
}
