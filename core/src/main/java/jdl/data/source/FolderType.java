package jdl.data.source;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.data.source.PictureSource.Entry;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.FileName;
import jdl.file.Trouble;
import jdl.proto.SourceParameter;
import jdl.tensor.Dice;

/**
 * A folder with a folder of image files for each class, whose names are the classes' in the order
 * of the alphabet. {@code ?train=0.8} takes that share of each class, drawn by the files' names,
 * and {@code ?test=0.2} what it leaves.
 */
@AutoService(SourceType.class)
public final class FolderType implements SourceType {

    private static final String IMAGE = ".*\\.(jpe?g|png|bmp|gif|webp|ppm|pgm|pnm)";

    @Override
    public String scheme() {
        return "folder";
    }

    @Override
    public String example() {
        return "folder:DIR, folder:DIR?train=0.8, folder:DIR?test=0.2";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        int mark = rest.lastIndexOf('?');
        Path folder = DataFolder.ofUser().resolve(mark < 0 ? rest : rest.substring(0, mark));
        Share share = mark < 0 ? Share.ALL : Share.parse(rest, rest.substring(mark + 1));
        List<String> classes = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (Path sub : list(folder).filter(Files::isDirectory).toList()) {
            List<Path> files = images(sub);
            if (files.isEmpty()) continue;
            for (Path file : share.of(files)) entries.add(new Entry(file, classes.size()));
            classes.add(FileName.of(sub));
        }
        if (entries.isEmpty())
            throw new Failure(
                    Kind.MISSING,
                    folder
                            + ": has no folders with image files\n    a folder for each class is expected, with its images in it");
        return new PictureSource(entries, true, classes, ImageListType.color(settings));
    }

    /** The image files in a folder, and in those in it. */
    static List<Path> images(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(FolderType::isImage).filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        } catch (UncheckedIOException e) {
            throw Trouble.reading(folder, new IOException(e));
        }
    }

    private static boolean isImage(Path file) {
        return FileName.of(file).toLowerCase(Locale.ROOT).matches(IMAGE);
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder))
            throw new Failure(Kind.MISSING, folder + ": there is no such folder");
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    /**
     * A share of a class's files.
     *
     * @param from the share that is passed over
     * @param to where it ends
     */
    private record Share(double from, double to) {

        static final Share ALL = new Share(0, 1);

        static Share parse(String source, String wish) {
            if (wish.matches("train=(0?\\.\\d{1,9}|1)"))
                return new Share(0, Double.parseDouble(wish.substring(6)));
            if (wish.matches("test=(0?\\.\\d{1,9}|1)"))
                return new Share(1 - Double.parseDouble(wish.substring(5)), 1);
            throw Failure.config(
                    "folder:%s: \"%s\" is not known\n    known: train=0.8, test=0.2"
                            .formatted(source, wish));
        }

        List<Path> of(List<Path> files) {
            if (from == 0 && to == 1) return files;
            var drawn = new ArrayList<>(files);
            drawn.sort(
                    Comparator.comparingLong((Path file) -> Dice.key(0, FileName.of(file)))
                            .thenComparing(Comparator.naturalOrder()));
            int first = (int) Math.round(from * files.size());
            int last = (int) Math.round(to * files.size());
            return drawn.subList(first, last).stream().sorted().toList();
        }
    }
}
