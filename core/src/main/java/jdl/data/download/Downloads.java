package jdl.data.download;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdl.data.download.Dataset.Item;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;
import jdl.web.Access;
import jdl.web.Fetch;
import jdl.web.Progress;
import jdl.web.Web;

/** Fetches data sets. */
public final class Downloads {

    private final Fetch fetch;

    public Downloads() {
        this(Duration.ofSeconds(30));
    }

    /** Downloads that give up on a server after so long without a byte. */
    Downloads(Duration patience) {
        fetch = new Fetch(new Web(patience, Access.NONE));
    }

    /**
     * Brings all files of a data set into a folder; those that are there and right are left alone.
     */
    public void get(Dataset dataset, Path folder, Progress progress) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Failure(
                    Kind.CANNOT_CREATE, folder + ": cannot be made: " + e.getMessage(), e);
        }
        for (Item file : dataset.files()) {
            Path place = folder.resolve(file.name());
            if (!isThere(file, place)) fetch(dataset, file, place, progress);
            if (file.archive()) Tar.unpack(place, folder);
        }
    }

    /** Whether the file is there and right; what is there and wrong is not ours to delete. */
    private static boolean isThere(Item file, Path place) {
        if (!Files.exists(place)) return false;
        try {
            if (file.content().is(place)) return true;
        } catch (IOException e) {
            throw Trouble.reading(place, e);
        }
        throw new Failure(
                Kind.INTEGRITY,
                """
                %s: is there, but is not the published file (its SHA-256 is not %s)
                    move it away to have it downloaded; or go on using it as it is"""
                        .formatted(place, file.content().sha256()));
    }

    private void fetch(Dataset dataset, Item file, Path place, Progress progress) {
        List<URI> addresses =
                file.mirrors().stream().map(mirror -> mirror.resolve(file.name())).toList();
        try {
            fetch.get(file.content(), addresses, place, progress);
        } catch (Failure failure) {
            if (failure.kind() != Kind.UNREACHABLE && failure.kind() != Kind.INTEGRITY)
                throw failure;
            throw failed(dataset, file, place, failure);
        }
    }

    private static Failure failed(Dataset dataset, Item file, Path place, Failure why) {
        String message =
                """
                %s: %s could not be downloaded
                    %s
                    put these files into %s yourself: %s
                    or use the digits that jdl makes itself: "digits:train", "digits:test\""""
                        .formatted(
                                dataset.name(),
                                file.name(),
                                why.message(),
                                place.toAbsolutePath().getParent(),
                                dataset.files().stream().map(Item::name).collect(joining(", ")));
        return new Failure(why.kind(), message, why);
    }
}
