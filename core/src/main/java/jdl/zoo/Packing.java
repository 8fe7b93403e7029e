package jdl.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.file.Trouble;
import jdl.proto.ModelFile;
import jdl.web.Wanted;

/** The folder of an entry becomes something to be pushed, if its card tells the truth of it. */
public final class Packing {

    private Packing() {}

    /** All files of a folder but those whose names begin with a dot, held to the card. */
    public static Pack of(Path folder) {
        Card card = Card.in(folder);
        List<Wanted> files = files(folder);
        check(card, files);
        return new Pack(folder, Manifest.of(card.name(), files), card, Optional.empty());
    }

    /** What the files of a folder are now. */
    public static List<Wanted> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.startsWith(".") && !path.contains("/."))
                    .sorted()
                    .map(path -> wanted(folder, path))
                    .toList();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    private static Wanted wanted(Path folder, String path) {
        Path file = folder.resolve(path);
        try {
            return new Wanted(path, Files.size(file), Digests.sha256(file));
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    /** Each file that a card tells of is as it tells; jdl's own cards tell of all. */
    private static void check(Card card, List<Wanted> files) {
        Map<String, Wanted> there =
                files.stream().collect(Collectors.toMap(Wanted::name, Function.identity()));
        for (ModelFile told : card.settings().getFilesList()) {
            var wanted = new Wanted(told.getPath(), told.getBytes(), told.getSha256());
            Wanted found = there.get(told.getPath());
            if (found == null) throw lied(card, told.getPath(), "is not there");
            if (!found.equals(wanted))
                throw lied(card, told.getPath(), "has changed since the card was written");
        }
        if (card.isCaffes()) {
            checkWeights(card);
            return;
        }
        var told = card.settings().getFilesList().stream().map(ModelFile::getPath).toList();
        for (Wanted file : files)
            if (!told.contains(file.name()) && !file.name().equals(Card.FILE))
                throw lied(card, file.name(), "is there, but not on the card");
    }

    /** Caffe's cards know the SHA-1 of their weights, and where to get them. */
    private static void checkWeights(Card card) {
        String name = card.settings().getCaffemodel();
        Path weights = card.place().resolveSibling(name);
        if (name.isEmpty() || !Files.isRegularFile(weights))
            throw new Failure(
                    Kind.MISSING,
                    "%s: its weights \"%s\" are not there%n    get them from %s, and put them beside it"
                            .formatted(
                                    card.place(),
                                    EntryPath.shown(name),
                                    EntryPath.shown(card.settings().getCaffemodelUrl())));
        try {
            String sha1 = Digests.sha1(weights);
            if (card.settings().hasSha1() && !sha1.equalsIgnoreCase(card.settings().getSha1()))
                throw new Failure(
                        Kind.INTEGRITY,
                        "%s: its SHA-1 is %s, but the card says %s"
                                .formatted(
                                        weights, sha1, EntryPath.shown(card.settings().getSha1())));
        } catch (IOException e) {
            throw Trouble.reading(weights, e);
        }
    }

    private static Failure lied(Card card, String path, String what) {
        return new Failure(
                Kind.INTEGRITY,
                "%s: file \"%s\" %s%n    jdl zoo new --update writes the card's list of files anew"
                        .formatted(card.place(), EntryPath.shown(path), what));
    }
}
