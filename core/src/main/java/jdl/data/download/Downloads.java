package jdl.data.download;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdl.data.download.Dataset.Item;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * Fetches data sets. A file is written beside its place, goes on where an earlier try stopped, and
 * gets its name only when its SHA-256 is right.
 */
public final class Downloads {

    private final Http http;

    /** Told now and then how far a file is. */
    public interface Progress {
        void at(Item file, long bytes);
    }

    public Downloads() {
        this(Duration.ofSeconds(30));
    }

    /** Downloads that give up on a server after so long without a byte. */
    Downloads(Duration patience) {
        http = new Http(patience);
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
        if (Sha256.of(place).equals(file.sha256())) return true;
        throw new Failure(
                Kind.INTEGRITY,
                """
                %s: is there, but is not the published file (its SHA-256 is not %s)
                    move it away to have it downloaded; or go on using it as it is"""
                        .formatted(place, file.sha256()));
    }

    private void fetch(Dataset dataset, Item file, Path place, Progress progress) {
        List<Failure> failures = new ArrayList<>();
        try (PartFile part = PartFile.beside(place)) {
            for (URI mirror : file.mirrors()) {
                try {
                    fetch(mirror.resolve(file.name()), file, part, progress);
                    part.rename(place);
                    return;
                } catch (Failure failure) {
                    if (failure.kind() != Kind.UNREACHABLE && failure.kind() != Kind.INTEGRITY)
                        throw failure;
                    failures.add(failure);
                }
            }
        }
        throw allFailed(dataset, file, place, failures);
    }

    /** One try at one mirror; if what an earlier try left proves wrong, a second one without it. */
    private void fetch(URI uri, Item file, PartFile part, Progress progress) {
        boolean resumed = part.size() > 0;
        try {
            http.fetch(uri, file, part, progress);
            part.check(uri, file);
        } catch (Failure failure) {
            if (failure.kind() != Kind.INTEGRITY) throw failure;
            part.clear();
            if (!resumed) throw failure;
            fetch(uri, file, part, progress);
        }
    }

    private static Failure allFailed(
            Dataset dataset, Item file, Path place, List<Failure> failures) {
        boolean lied = failures.stream().anyMatch(f -> f.kind() == Kind.INTEGRITY);
        String message =
                """
                %s: %s could not be downloaded
                %s
                    put these files into %s yourself: %s
                    or use the digits that jdl makes itself: "digits:train", "digits:test\""""
                        .formatted(
                                dataset.name(),
                                file.name(),
                                failures.stream()
                                        .map(f -> "    " + f.getMessage())
                                        .collect(joining("\n")),
                                place.toAbsolutePath().getParent(),
                                dataset.files().stream().map(Item::name).collect(joining(", ")));
        Failure failure = new Failure(lied ? Kind.INTEGRITY : Kind.UNREACHABLE, message);
        failures.forEach(failure::addSuppressed);
        return failure;
    }
}
