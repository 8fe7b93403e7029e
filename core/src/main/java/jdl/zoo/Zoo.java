package jdl.zoo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;
import jdl.web.Progress;
import jdl.web.Wanted;

/**
 * The zoo as one user sees it: the entries in the cache, and what remotes offer.
 *
 * @param largest no entry of more bytes is pulled
 */
public record Zoo(Cache cache, List<Gate> gates, long largest, Progress progress) {

    /** A remote, and what is asked of whatever comes through it. */
    public record Gate(Remote remote, Trust trust) {}

    /** An offer, and where it was found. */
    public record Found(Gate gate, Offer offer) {}

    public Zoo {
        gates = List.copyOf(gates);
    }

    /** The entry of a name: the newest that is here, and only if there is none, one that is not. */
    public Entry get(EntryName name) {
        Optional<Entry> here = cache.find(name);
        return here.isPresent() ? here.get() : pull(name);
    }

    /** Brings the newest entry of a name here, from the first remote that has one. */
    public Entry pull(EntryName name) {
        return pull(find(name));
    }

    /** The newest entry of a name, of the first remote that has one. */
    public Found find(EntryName name) {
        List<Failure> failures = new ArrayList<>();
        for (Gate gate : gates) {
            try {
                Optional<Offer> offer = gate.remote.find(name);
                if (offer.isPresent()) return new Found(gate, checked(name, gate, offer.get()));
            } catch (Failure failure) {
                if (failure.kind() != Kind.UNREACHABLE) throw failure;
                failures.add(failure);
            }
        }
        throw missing(name, failures);
    }

    /** Refuses an older version than was here before, unless just that was asked for. */
    private Offer checked(EntryName asked, Gate gate, Offer offer) {
        Optional<Version> newest = cache.newest(asked);
        Version offered = offer.name().version().orElseThrow();
        if (asked.version().isEmpty() && newest.isPresent() && offered.compareTo(newest.get()) < 0)
            throw new Failure(
                    Kind.INTEGRITY,
                    "%s: offers %s, but version %s is here already%n    if that is wanted, name the version: %s"
                            .formatted(
                                    gate.remote.address(),
                                    offer.name(),
                                    newest.get(),
                                    offer.name()));
        return offer;
    }

    private Failure missing(EntryName name, List<Failure> failures) {
        String unreachable =
                failures.stream().map(f -> "\n    " + f.message()).collect(Collectors.joining());
        if (!failures.isEmpty())
            return new Failure(
                    Kind.UNREACHABLE,
                    "zoo:" + name + ": is not here, and could not be asked for" + unreachable);
        List<String> names =
                offers(failure -> {}).stream().map(f -> f.offer.name().path()).distinct().toList();
        return new Failure(
                Kind.MISSING,
                "zoo:%s: no remote has it%s%n    jdl zoo list shows what there is"
                        .formatted(name, DidYouMean.among(names, name.path())));
    }

    /** All that remotes offer; of those that cannot tell, it is told why. */
    public List<Found> offers(Consumer<Failure> unreachable) {
        return gates.stream()
                .flatMap(gate -> offers(gate, unreachable).map(offer -> new Found(gate, offer)))
                .sorted(Comparator.comparing(found -> found.offer.name().path()))
                .toList();
    }

    private static Stream<Offer> offers(Gate gate, Consumer<Failure> unreachable) {
        try {
            return gate.remote.offers().stream();
        } catch (Failure failure) {
            if (failure.kind() != Kind.UNREACHABLE) throw failure;
            unreachable.accept(failure);
            return Stream.empty();
        }
    }

    /** Brings an entry here; what lies here whole is not fetched again. */
    public Entry pull(Found found) {
        Signed<Manifest> manifest = found.gate.remote.manifest(found.offer);
        String where = found.gate.remote.address() + " " + found.offer.name();
        check(manifest.content(), found.offer, where);
        found.gate.trust.check(manifest, where);
        Optional<Entry> here = cache.find(found.offer.name());
        if (here.isPresent() && same(here.get(), manifest, where).isWhole()) return here.get();
        cache.open();
        for (Wanted file : manifest.content().files()) fetch(found, file);
        return same(cache.put(manifest), manifest, where);
    }

    private void check(Manifest manifest, Offer offer, String where) {
        if (!manifest.name().equals(offer.name()))
            throw new Failure(Kind.INTEGRITY, where + ": has the manifest of " + manifest.name());
        if (manifest.total() > largest)
            throw new Failure(
                    Kind.INTEGRITY,
                    "%s: has %d bytes, which is more than %d%n    if that is right, allow more by --max-size"
                            .formatted(where, manifest.total(), largest));
    }

    private static Entry same(Entry here, Signed<Manifest> manifest, String where) {
        if (!here.manifest().content().sha256().equals(manifest.content().sha256()))
            throw new Failure(
                    Kind.INTEGRITY,
                    "%s: is not the %s that is here%n    one version is one content: the remote has changed it"
                            .formatted(where, here.name()));
        return here;
    }

    private void fetch(Found found, Wanted file) {
        Path blob = cache.blob(file);
        try {
            if (!file.is(blob)) found.gate.remote.fetch(found.offer, file, blob, progress);
        } catch (IOException e) {
            throw Trouble.reading(blob, e);
        }
    }
}
