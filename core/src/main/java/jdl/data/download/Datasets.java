package jdl.data.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import jdl.data.download.Dataset.Item;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.web.Wanted;

/** The data sets that jdl knows where to find, from {@code datasets.tsv}. */
public record Datasets(List<Dataset> all) {

    public Datasets {
        all = List.copyOf(all);
    }

    public static Datasets known() {
        try (InputStream in = Datasets.class.getResourceAsStream("datasets.tsv")) {
            var text = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8);
            return of(new BufferedReader(text).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Dataset get(String name) {
        List<String> names = all.stream().map(Dataset::name).toList();
        Optional<Dataset> found = all.stream().filter(set -> set.name().equals(name)).findFirst();
        return found.orElseThrow(
                () ->
                        Failure.config(
                                "unknown data set \"%s\"%s\n    known: %s"
                                        .formatted(
                                                name,
                                                DidYouMean.among(names, name),
                                                String.join(", ", names))));
    }

    private static Datasets of(List<String> lines) {
        Map<String, List<Item>> files = new TreeMap<>();
        for (String line : lines) {
            if (line.startsWith("#")) continue;
            String[] field = line.split("\t", -1);
            List<URI> mirrors = Arrays.stream(field[5].split(" ", -1)).map(URI::create).toList();
            files.computeIfAbsent(field[0], name -> new ArrayList<>())
                    .add(
                            new Item(
                                    new Wanted(field[1], Long.parseLong(field[2]), field[3]),
                                    field[4].equals("tar"),
                                    mirrors));
        }
        return new Datasets(
                files.entrySet().stream()
                        .map(entry -> new Dataset(entry.getKey(), entry.getValue()))
                        .toList());
    }
}
