package jdl.web;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;

/**
 * Files from servers: each is written beside its place, goes on where an earlier try stopped, and
 * gets its name only when its SHA-256 is right.
 */
public final class Fetch {

    private final Web web;

    public Fetch(Web web) {
        this.web = web;
    }

    /**
     * Brings a file to its place, whose folder is there. If another process is bringing just this
     * file, it is that one's work that is waited for.
     *
     * @param addresses that have it, the best first
     * @throws Failure UNREACHABLE, or INTEGRITY if any of them lied; it tells of each address
     */
    public void get(Wanted file, List<URI> addresses, Path place, Progress progress) {
        List<Failure> failures = new ArrayList<>();
        try (PartFile part =
                PartFile.beside(place, web.patience(), bytes -> progress.at(file, bytes))) {
            if (isThere(file, place)) return;
            for (URI address : addresses) {
                try {
                    get(address, file, part, progress);
                    part.rename(place);
                    return;
                } catch (Failure failure) {
                    if (failure.kind() != Kind.UNREACHABLE && failure.kind() != Kind.INTEGRITY)
                        throw failure;
                    failures.add(failure);
                }
            }
        }
        throw allFailed(failures);
    }

    private static boolean isThere(Wanted file, Path place) {
        try {
            return file.is(place);
        } catch (IOException e) {
            throw Trouble.reading(place, e);
        }
    }

    /** One try at one server; if what an earlier try left proves wrong, a second one without it. */
    private void get(URI uri, Wanted file, PartFile part, Progress progress) {
        boolean resumed = part.size() > 0;
        try {
            web.fetch(uri, file, part, progress);
            part.check(uri, file);
        } catch (Failure failure) {
            if (failure.kind() != Kind.INTEGRITY) throw failure;
            part.clear();
            if (!resumed) throw failure;
            get(uri, file, part, progress);
        }
    }

    private static Failure allFailed(List<Failure> failures) {
        boolean lied = failures.stream().anyMatch(f -> f.kind() == Kind.INTEGRITY);
        String message = failures.stream().map(Failure::getMessage).collect(joining("\n    "));
        var failure = new Failure(lied ? Kind.INTEGRITY : Kind.UNREACHABLE, message);
        failures.forEach(failure::addSuppressed);
        return failure;
    }
}
