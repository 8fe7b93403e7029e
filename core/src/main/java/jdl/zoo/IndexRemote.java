package jdl.zoo;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Progress;
import jdl.web.Wanted;

/**
 * Entries in a store: {@code index.json} names the manifests, and every file, manifests too, lies
 * under its digest in {@code blobs/sha256}. A folder of that form can be served as it is.
 */
final class IndexRemote implements Remote {

    private final String name;
    private final Store store;

    IndexRemote(String name, Store store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return store.address();
    }

    @Override
    public List<Offer> offers() {
        return index().items().stream().map(Index.Item::offer).toList();
    }

    private Index index() {
        return store.read(Index.FILE, Index.LARGEST)
                .map(bytes -> Index.read(bytes, address() + Index.FILE))
                .orElseThrow(
                        () ->
                                new Failure(
                                        Kind.UNREACHABLE,
                                        address() + ": there is no " + Index.FILE));
    }

    @Override
    public Signed<Manifest> manifest(Offer offer) {
        Index.Item item =
                index().items().stream()
                        .filter(i -> i.offer().name().equals(offer.name()))
                        .findFirst()
                        .orElseThrow(() -> lied(offer, "is gone"));
        Wanted wanted = item.offer().manifest().orElseThrow();
        ByteString bytes =
                store.read(path(wanted), Manifest.LARGEST)
                        .orElseThrow(() -> lied(offer, "has no manifest there"));
        if (!Digests.sha256(bytes.toByteArray()).equals(wanted.sha256()))
            throw lied(offer, "has a manifest whose SHA-256 is not " + wanted.sha256());
        return new Signed<>(Manifest.read(bytes, address() + path(wanted)), item.signature());
    }

    private Failure lied(Offer offer, String what) {
        return new Failure(Kind.INTEGRITY, "%s: %s %s".formatted(address(), offer.name(), what));
    }

    @Override
    public void fetch(Offer offer, Wanted file, Path place, Progress progress) {
        store.fetch(path(file), file, place, progress);
    }

    @Override
    public void push(Pack pack, Progress progress) {
        for (Wanted file : pack.manifest().files())
            if (!store.has(path(file), file))
                store.write(path(file), file, pack.place(file), progress);
        Wanted manifest = pack.manifest().self();
        store.change(
                path(manifest), Manifest.LARGEST, there -> Optional.of(pack.manifest().bytes()));
        store.change(
                Index.FILE,
                Index.LARGEST,
                there ->
                        Optional.of(
                                there.map(b -> Index.read(b, address() + Index.FILE))
                                        .orElse(Index.empty())
                                        .with(pack)
                                        .json()));
    }

    private static String path(Wanted file) {
        return "blobs/sha256/" + file.sha256();
    }
}
