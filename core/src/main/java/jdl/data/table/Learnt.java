package jdl.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import jdl.data.DataFile;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.LearntColumn;
import jdl.proto.TableParameter;

/** What a model knows of the table that it learnt from, so that another one becomes the same. */
final class Learnt {

    private Learnt() {}

    /** The features of a table, to be written down; what is a label or a picture is left out. */
    static TableParameter of(Schema schema, TableParameter settings) {
        var written = TableParameter.newBuilder().setHeader(settings.getHeader());
        if (settings.hasMissing()) written.setMissing(settings.getMissing());
        for (int i = 0; i < schema.features().size(); i++) {
            String name = schema.header().names().get(schema.header().features().get(i));
            written.addLearnt(column(schema.features().get(i)).setName(name));
        }
        return written.build();
    }

    private static LearntColumn.Builder column(Encoder encoder) {
        var column = LearntColumn.newBuilder();
        if (encoder instanceof Encoder.OneHot words)
            return column.setKind(LearntColumn.Kind.CATEGORICAL).addAllWord(words.words());
        if (encoder instanceof Encoder.Index words)
            return column.setKind(LearntColumn.Kind.INDEXED).addAllWord(words.words());
        if (encoder instanceof Encoder.Scaled scaled && !scaled.isPlain())
            column.setMean(scaled.mean()).setDeviation(scaled.deviation());
        return column;
    }

    /** How the columns of that name in a table become the features that were learnt from. */
    static Schema schema(Path file, char separator, TableParameter settings) {
        try (var reader = new CsvReader(DataFile.open(file), separator)) {
            List<String> names = Schema.names(reader.next(), settings);
            var places = new ArrayList<Integer>();
            var encoders = new ArrayList<Encoder>();
            for (LearntColumn column : settings.getLearntList()) {
                int place = names.indexOf(column.getName());
                if (place < 0) throw missing(file, column.getName(), names);
                places.add(place);
                encoders.add(encoder(column, settings));
            }
            var header = new Header(names, List.of(), places, List.of(), List.of(), -1);
            return new Schema(header, encoders, List.of(), List.of());
        }
    }

    private static Encoder encoder(LearntColumn column, TableParameter settings) {
        var missing =
                settings.hasMissing()
                        ? OptionalDouble.of(settings.getMissing())
                        : OptionalDouble.empty();
        return switch (column.getKind()) {
            case CATEGORICAL -> new Encoder.OneHot(column.getWordList());
            case INDEXED -> new Encoder.Index(column.getWordList());
            case NUMBER -> new Encoder.Scaled(column.getMean(), column.getDeviation(), missing);
        };
    }

    private static Failure missing(Path file, String name, List<String> names) {
        return new Failure(
                Failure.Kind.CORRUPT,
                "%s: has no column \"%s\", which the model learnt from%s%n    columns: %s"
                        .formatted(
                                file,
                                name,
                                DidYouMean.among(names, name),
                                String.join(", ", names)));
    }
}
