package jdl.data.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.TableParameter;

/**
 * What the columns of a table are, by their places.
 *
 * @param features columns that become features, in the order of the table
 * @param picture the column with paths of image files, -1 if there is none
 */
record Header(
        List<String> names,
        List<Integer> labels,
        List<Integer> features,
        List<Integer> categorical,
        List<Integer> indexed,
        int picture) {

    static Header of(Path file, List<String> names, TableParameter settings) {
        var seen = new HashSet<String>();
        for (String name : names)
            if (!seen.add(name))
                throw new Failure(
                        Failure.Kind.CORRUPT,
                        "%s:1: two columns are called \"%s\"%n    name them apart, or say header: false if this is a record"
                                .formatted(file, name));
        var reader = new Places(file, names);
        List<Integer> labels =
                settings.getLabelCount() > 0
                        ? reader.of("label", settings.getLabelList())
                        : List.of(names.size() - 1);
        var categorical = reader.of("categorical", settings.getCategoricalList());
        var indexed = reader.of("indexed", settings.getIndexedList());
        List<Integer> pictures =
                settings.hasPicture()
                        ? reader.of("picture", List.of(settings.getPicture()))
                        : List.of();
        var numeric = reader.of("feature", settings.getFeatureList());
        var ignored = reader.of("ignore", settings.getIgnoreList());
        checkOnce(names, List.of(labels, categorical, indexed, pictures, numeric, ignored));
        List<Integer> features =
                IntStream.range(0, names.size())
                        .boxed()
                        .filter(c -> !labels.contains(c) && !pictures.contains(c))
                        .filter(c -> !ignored.contains(c))
                        .filter(
                                c ->
                                        numeric.isEmpty()
                                                || numeric.contains(c)
                                                || categorical.contains(c)
                                                || indexed.contains(c))
                        .toList();
        int picture = pictures.isEmpty() ? -1 : pictures.get(0);
        return new Header(names, labels, features, categorical, indexed, picture);
    }

    private static void checkOnce(List<String> names, List<List<Integer>> roles) {
        var seen = new HashSet<Integer>();
        for (int column : (Iterable<Integer>) roles.stream().flatMap(List::stream)::iterator)
            if (!seen.add(column))
                throw Failure.config(
                        "source_param.table names the column \"%s\" twice\n    a column is one thing alone"
                                .formatted(names.get(column)));
    }

    /** The columns whose values are words. */
    List<Integer> words() {
        return Stream.of(categorical, indexed).flatMap(List::stream).toList();
    }

    private record Places(Path file, List<String> names) {

        List<Integer> of(String setting, List<String> wanted) {
            var places = new ArrayList<Integer>();
            for (String name : wanted) {
                int place = names.indexOf(name);
                if (place < 0)
                    throw Failure.config(
                            "source_param.table.%s: %s has no column \"%s\"%s\n    columns: %s"
                                    .formatted(
                                            setting,
                                            file,
                                            name,
                                            DidYouMean.among(names, name),
                                            String.join(", ", names)));
                places.add(place);
            }
            return places;
        }
    }
}
