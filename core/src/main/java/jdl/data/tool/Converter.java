package jdl.data.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.file.FileName;
import jdl.file.Trouble;

/** Makes of each record of a source what is to be written of it; for any number of threads. */
final class Converter {

    private static final String PICTURE = "(?i).*\\.(jpe?g|png|bmp|gif|webp|ppm|pgm|pnm)";

    private final Source source;
    private final Recipe recipe;
    private final Optional<Integer> label;
    private final boolean pictures;
    private final ThreadLocal<Values> values = ThreadLocal.withInitial(Values::new);
    private final ThreadLocal<Values> room = ThreadLocal.withInitial(Values::new);

    Converter(Source source, Recipe recipe) {
        this.source = source;
        this.recipe = recipe;
        this.label = columns(Column.Kind.CLASS).boxed().findFirst();
        this.pictures = source.columns().get(0).kind() == Column.Kind.PICTURE;
        check();
    }

    private IntStream columns(Column.Kind kind) {
        List<Column> all = source.columns();
        return IntStream.range(0, all.size()).filter(c -> all.get(c).kind() == kind);
    }

    private void check() {
        long others = source.columns().size() - label.stream().count();
        if (columns(Column.Kind.PICTURE).count() > 0 && others > 1)
            throw Failure.config(
                    "its records have %d columns beside a class, but a record of pictures holds one"
                            .formatted(others));
        if (!pictures && (recipe.encoding() != Encoding.NONE || recipe.fit() != Fit.NONE))
            throw Failure.config(
                    "its records are numbers, not pictures\n    take --to lmdb without --resize, --shorter and --encode");
        if (recipe.encoding() != Encoding.KEEP) return;
        if (recipe.fit() != Fit.NONE)
            throw Failure.config(
                    "option --encode keep: pictures of another size cannot be kept as they are\n    take --encode png or jpg");
        if (!isOfFiles(source))
            throw Failure.config(
                    "option --encode keep: is for sources of picture files, such as folder:DIR\n    take --encode png or none");
    }

    /** Whether each record is a picture file of its own, which its key names. */
    static boolean isOfFiles(Source source) {
        return source.columns().get(0).kind() == Column.Kind.PICTURE
                && isPicture(source.key(0))
                && Files.isRegularFile(Path.of(source.key(0)));
    }

    private static boolean isPicture(String key) {
        try {
            return key.matches(PICTURE) && !FileName.of(Path.of(key)).isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    Converted convert(long index) {
        String key = source.key(index);
        String name = isPicture(key) ? FileName.of(Path.of(key)) : "";
        Optional<Integer> given = label.map(column -> (int) number(index, column));
        if (!pictures) return Converted.plain(name, Converted.numbers(numbers(index)), given);
        Values read = values.get();
        source.read(index, 0, read);
        Values picture = recipe.fit().apply(read, room.get());
        return switch (recipe.encoding()) {
            case NONE -> Converted.plain(name, Converted.picture(picture), given);
            case PNG -> Converted.file(name, "png", PictureWriter.png(picture), given);
            case JPG ->
                    Converted.file(
                            name, "jpg", PictureWriter.jpeg(picture, recipe.quality()), given);
            case KEEP -> Converted.file(name, ending(name), kept(Path.of(key)), given);
        };
    }

    private float number(long index, int column) {
        Values read = values.get();
        source.read(index, column, read);
        return read.get(0, 0, 0);
    }

    /** All but the class that is the label. */
    private List<Float> numbers(long index) {
        List<Float> all = new ArrayList<>();
        Values read = values.get();
        for (int c = 0; c < source.columns().size(); c++) {
            if (label.isPresent() && label.get() == c) continue;
            source.read(index, c, read);
            for (int i = 0; i < read.count(); i++) all.add(read.get(i, 0, 0));
        }
        return all;
    }

    private static String ending(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.equals("jpeg") ? "jpg" : ending;
    }

    private static byte[] kept(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }
}
