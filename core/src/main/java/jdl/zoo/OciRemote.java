package jdl.zoo;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Digests;
import jdl.web.Answer;
import jdl.web.Ask;
import jdl.web.Progress;
import jdl.web.Wanted;
import jdl.web.Web;

/** Entries in an OCI registry: each has a repository, and a tag for each of its versions. */
final class OciRemote implements Remote {

    private static final Comparator<EntryName> BY_VERSION =
            Comparator.comparing(name -> name.version().orElseThrow());

    private final String name;
    private final OciAddress address;
    private final Registry registry;

    OciRemote(String name, OciAddress address, Web web, Credentials credentials) {
        this.name = name;
        this.address = address;
        this.registry = new Registry(address.server(), web, credentials);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return address.toString();
    }

    @Override
    public List<Offer> offers() {
        return registry.names("_catalog", "repositories", Scope.CATALOGUE).stream()
                .filter(repository -> address.entry(repository, "0").isPresent())
                .flatMap(repository -> offers(versions(repository)))
                .toList();
    }

    /** What the versions of an entry are for is asked of the newest alone. */
    private Stream<Offer> offers(List<EntryName> versions) {
        if (versions.isEmpty()) return Stream.empty();
        EntryName newest = versions.get(versions.size() - 1);
        return read(newest).stream()
                .flatMap(told -> versions.stream().map(v -> offer(v, told, v.equals(newest))));
    }

    private static Offer offer(EntryName version, OciManifest told, boolean newest) {
        Optional<Wanted> manifest = newest ? Optional.of(told.config()) : Optional.empty();
        return new Offer(version, told.title(), told.task(), manifest);
    }

    private List<EntryName> versions(String repository) {
        Scope scope = Scope.pull(repository);
        return registry.names(repository + "/tags/list", "tags", scope).stream()
                .flatMap(tag -> address.entry(repository, tag).stream())
                .sorted(BY_VERSION)
                .toList();
    }

    /** A tag is enough, so a registry that does not tell what it has can be pulled from. */
    @Override
    public Optional<Offer> find(EntryName entry) {
        return versions(address.repository(entry)).stream()
                .filter(entry::means)
                .max(BY_VERSION)
                .map(found -> new Offer(found, "", "", Optional.empty()));
    }

    /** The OCI manifest of an entry; nothing if there is none, or one of something else. */
    private Optional<OciManifest> read(EntryName entry) {
        Scope scope = Scope.pull(address.repository(entry));
        Ask get = Ask.of("GET", tag(entry)).with("Accept", OciManifest.TYPE);
        Answer answer = registry.ask(get, scope, OciManifest.LARGEST);
        if (answer.status() == 404) return Optional.empty();
        registry.expect(answer, scope, 200);
        String digest = digest(answer.body());
        if (!answer.header("Docker-Content-Digest").orElse(digest).equals(digest))
            throw lied(entry, "has a manifest whose SHA-256 is not what the registry says");
        return OciManifest.read(answer.body(), tag(entry).toString());
    }

    private static String digest(ByteString bytes) {
        return "sha256:" + Digests.sha256(bytes.toByteArray());
    }

    @Override
    public Signed<Manifest> manifest(Offer offer) {
        EntryName entry = offer.name();
        OciManifest told = read(entry).orElseThrow(() -> lied(entry, "has no manifest of jdl"));
        if (!offer.manifest().orElse(told.config()).equals(told.config()))
            throw lied(entry, "has another manifest than a moment ago");
        Manifest manifest = Manifest.read(config(entry, told.config()), address() + entry);
        if (!told.agrees(manifest)) throw lied(entry, "has layers that are not its files");
        return new Signed<>(
                manifest, told.signature().map(s -> Signature.read(s, address() + entry)));
    }

    private ByteString config(EntryName entry, Wanted config) {
        String repository = address.repository(entry);
        Ask get = Ask.of("GET", registry.blob(repository, config));
        Scope scope = Scope.pull(repository);
        Answer answer = registry.ask(get, scope, Manifest.LARGEST);
        registry.expect(answer, scope, 200);
        if (!Digests.sha256(answer.body().toByteArray()).equals(config.sha256()))
            throw lied(entry, "has a manifest whose SHA-256 is not " + config.sha256());
        return answer.body();
    }

    private Failure lied(EntryName entry, String what) {
        return new Failure(Kind.INTEGRITY, "%s: %s %s".formatted(address(), entry, what));
    }

    /** Whether it is there is asked first: that renews what gets us in, should it have run out. */
    @Override
    public void fetch(Offer offer, Wanted file, Path place, Progress progress) {
        String repository = address.repository(offer.name());
        Scope scope = Scope.pull(repository);
        if (!registry.has(repository, file, scope))
            throw lied(offer.name(), "has no blob sha256:" + file.sha256());
        registry.fetch(scope).get(file, List.of(registry.blob(repository, file)), place, progress);
    }

    @Override
    public void push(Pack pack, Progress progress) {
        String repository = address.repository(pack.manifest().name());
        Scope scope = Scope.push(repository);
        for (Wanted file : pack.manifest().files())
            if (!registry.has(repository, file, scope)) {
                BodyPublisher body = FileBody.of(file, pack.place(file), progress);
                registry.upload(repository, file, body, scope);
            }
        Wanted config = pack.manifest().self();
        if (!registry.has(repository, config, scope))
            registry.upload(repository, config, body(pack.manifest().bytes()), scope);
        tag(pack, scope);
    }

    /** Comes last: who sees the tag finds all that it leads to. */
    private void tag(Pack pack, Scope scope) {
        EntryName entry = pack.manifest().name();
        ByteString manifest = OciManifest.write(pack);
        Ask put =
                Ask.of("PUT", tag(entry))
                        .with("Content-Type", OciManifest.TYPE)
                        .with(body(manifest));
        Answer answer = registry.ask(put, scope, OciManifest.LARGEST);
        registry.expect(answer, scope, 201);
        String digest = digest(manifest);
        if (!answer.header("Docker-Content-Digest").orElse(digest).equals(digest))
            throw lied(entry, "has not become what was pushed");
    }

    private URI tag(EntryName entry) {
        String version = entry.version().orElseThrow().text();
        return registry.uri(address.repository(entry) + "/manifests/" + version);
    }

    private static BodyPublisher body(ByteString bytes) {
        return BodyPublishers.ofByteArray(bytes.toByteArray());
    }
}
