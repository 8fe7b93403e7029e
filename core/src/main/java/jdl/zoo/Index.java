package jdl.zoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.web.Wanted;

/** What a folder or a static server has: its {@code index.json}, which names every manifest. */
record Index(List<Item> items) {

    static final String FILE = "index.json";

    /** No index is larger. */
    static final int LARGEST = 16 << 20;

    /** An entry, and the signature of its manifest if it has one. */
    record Item(Offer offer, Optional<Signature> signature) {}

    Index {
        items = List.copyOf(items);
    }

    static Index empty() {
        return new Index(List.of());
    }

    /** Reads an index and trusts nothing of it; {@code where} it comes from is told. */
    static Index read(ByteString bytes, String where) {
        Json json = Json.read(bytes, where);
        if (json.size("schema") != 1)
            throw new Failure(Kind.INTEGRITY, where + ": is of a later kind\n    take a newer jdl");
        return new Index(json.children("entries").stream().map(e -> item(e, where)).toList());
    }

    private static Item item(Json json, String where) {
        try {
            EntryName name = EntryName.of(json.text("name")).at(new Version(json.text("version")));
            Json manifest = json.child("manifest");
            var wanted =
                    new Wanted(
                            "manifest.json",
                            manifest.size("bytes"),
                            Manifest.digest(manifest, where));
            if (wanted.bytes() > Manifest.LARGEST)
                throw new Failure(Kind.INTEGRITY, where + ": names a manifest without end");
            var offer =
                    new Offer(
                            name,
                            json.textOr("title", ""),
                            json.textOr("task", ""),
                            Optional.of(wanted));
            return new Item(
                    offer,
                    json.has("signature")
                            ? Optional.of(Signature.read(json.text("signature"), where))
                            : Optional.empty());
        } catch (Failure e) {
            throw new Failure(Kind.INTEGRITY, where + ": " + e.message(), e);
        }
    }

    /** The index with another entry; there is one of each name and version. */
    Index with(Pack pack) {
        var card = pack.card();
        var offer =
                new Offer(
                        pack.manifest().name(),
                        card.title(),
                        card.settings().getTask(),
                        Optional.of(pack.manifest().self()));
        List<Item> all = new ArrayList<>(items);
        all.removeIf(item -> pack.manifest().name().means(item.offer.name()));
        all.add(new Item(offer, pack.signature()));
        all.sort(
                Comparator.comparing((Item item) -> item.offer.name().path())
                        .thenComparing(item -> item.offer.name().version().orElseThrow()));
        return new Index(all);
    }

    ByteString json() {
        ObjectNode json = Json.empty().put("schema", 1);
        ArrayNode list = json.putArray("entries");
        for (Item item : items) {
            Wanted manifest = item.offer.manifest().orElseThrow();
            ObjectNode entry =
                    list.addObject()
                            .put("name", item.offer.name().path())
                            .put("version", item.offer.name().version().orElseThrow().text())
                            .put("title", item.offer.title())
                            .put("task", item.offer.task());
            entry.putObject("manifest")
                    .put("bytes", manifest.bytes())
                    .put("sha256", manifest.sha256());
            item.signature.ifPresent(s -> entry.put("signature", s.text()));
        }
        return Json.write(json);
    }
}
