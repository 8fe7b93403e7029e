package jdl.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import jdl.data.DataFile;
import jdl.failure.Failure;
import jdl.proto.TableParameter;

/**
 * How the fields of a table become numbers, as a first reading of it tells.
 *
 * @param features an encoder for each feature column
 * @param labels an encoder for each label column
 * @param surveys of all columns
 */
record Schema(
        Header header, List<Encoder> features, List<Encoder> labels, List<ColumnSurvey> surveys) {

    /** Reads the whole table. */
    static Schema of(Path file, char separator, TableParameter settings) {
        try (var reader = new CsvReader(DataFile.open(file), separator)) {
            List<String> first = reader.next();
            if (first.isEmpty())
                throw new Failure(Failure.Kind.CORRUPT, file + ": has no lines at all");
            Header header = Header.of(file, names(first, settings), settings);
            var surveys = new ArrayList<ColumnSurvey>();
            for (int c = 0; c < first.size(); c++)
                surveys.add(
                        new ColumnSurvey(
                                header.words().contains(c) || header.labels().contains(c)));
            var record = settings.getHeader() ? reader.next() : first;
            for (; !record.isEmpty(); record = reader.next()) {
                checkLength(file, reader.line(), record, first.size());
                for (int c = 0; c < record.size(); c++) surveys.get(c).see(record.get(c));
            }
            return new Schema(
                    header, features(header, surveys, settings), labels(header, surveys), surveys);
        }
    }

    /** The names of columns, or c0, c1, … where the table has none. */
    static List<String> names(List<String> first, TableParameter settings) {
        if (settings.getHeader()) return first;
        var names = new ArrayList<String>();
        for (int c = 0; c < first.size(); c++) names.add("c" + c);
        return names;
    }

    static void checkLength(Path file, int line, List<String> record, int expected) {
        if (record.size() != expected)
            throw new Failure(
                    Failure.Kind.CORRUPT,
                    "%s:%d: the record has %d fields, but the first line has %d"
                            .formatted(file, line, record.size(), expected));
    }

    private static List<Encoder> features(
            Header header, List<ColumnSurvey> surveys, TableParameter settings) {
        OptionalDouble missing =
                settings.hasMissing()
                        ? OptionalDouble.of(settings.getMissing())
                        : OptionalDouble.empty();
        var encoders = new ArrayList<Encoder>();
        for (int column : header.features()) {
            ColumnSurvey survey = surveys.get(column);
            if (header.categorical().contains(column))
                encoders.add(new Encoder.OneHot(survey.words()));
            else if (header.indexed().contains(column))
                encoders.add(new Encoder.Index(survey.words()));
            else if (settings.getStandardize())
                encoders.add(new Encoder.Scaled(survey.mean(), survey.deviation(), missing));
            else encoders.add(new Encoder.Scaled(0, 1, missing));
        }
        return encoders;
    }

    private static List<Encoder> labels(Header header, List<ColumnSurvey> surveys) {
        var encoders = new ArrayList<Encoder>();
        for (int column : header.labels())
            encoders.add(
                    surveys.get(column).areNumbers()
                            ? Encoder.Scaled.PLAIN
                            : new Encoder.Index(surveys.get(column).words()));
        return encoders;
    }

    /** The names of the classes of a label; none if they have no names. */
    List<String> classes(int label) {
        return labels.get(label) instanceof Encoder.Index words ? words.words() : List.of();
    }

    /** Whether a label is a class rather than a number of any kind. */
    boolean isClass(int label) {
        return labels.get(label) instanceof Encoder.Index
                || surveys.get(header.labels().get(label)).areCounts();
    }

    /** How many features there are. */
    int featureWidth() {
        return features.stream().mapToInt(Encoder::width).sum();
    }
}
