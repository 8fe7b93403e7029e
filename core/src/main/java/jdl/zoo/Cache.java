package jdl.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.AtomicFolder;
import jdl.file.FileName;
import jdl.file.Trouble;
import jdl.web.Wanted;

/**
 * The entries that are here. A file lies once, under its SHA-256, in {@code blobs}; an entry is a
 * folder under {@code entries} with links to its files, and is there as a whole or not at all.
 */
public final class Cache {

    /** Where an entry's folder keeps what is none of its files; no path of a file begins so. */
    private static final String OWN = ".jdl";

    private static final String MANIFEST = OWN + "/manifest.json";
    private static final String SIGNATURE = OWN + "/manifest.sig";

    private final Path root;

    public Cache(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** {@code JDL_ZOO}, else {@code XDG_CACHE_HOME/jdl/zoo}, else {@code home/.cache/jdl/zoo}. */
    public static Cache of(Map<String, String> environment, String home) {
        String own = environment.getOrDefault("JDL_ZOO", "");
        if (!own.isEmpty()) return new Cache(Path.of(own));
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = caches.isEmpty() ? Path.of(home, ".cache") : Path.of(caches);
        return new Cache(base.resolve("jdl").resolve("zoo"));
    }

    public Path root() {
        return root;
    }

    /** Where a file of this content lies, or comes to lie. */
    Path blob(Wanted file) {
        return root.resolve("blobs").resolve("sha256").resolve(file.sha256());
    }

    /** The newest entry here that a name means. */
    public Optional<Entry> find(EntryName name) {
        return versions(name).max(Comparator.comparing(Version::new)).map(v -> entry(name, v));
    }

    /** The version of that name's newest entry here. */
    Optional<Version> newest(EntryName name) {
        return versions(new EntryName(name.owner(), name.name(), Optional.empty()))
                .map(Version::new)
                .max(Comparator.naturalOrder());
    }

    /** All entries, by name and version. */
    public List<EntryName> all() {
        return names(root.resolve("entries"))
                .flatMap(
                        owner ->
                                names(root.resolve("entries").resolve(owner))
                                        .map(name -> EntryName.of(owner + "/" + name)))
                .flatMap(name -> versions(name).map(Version::new).sorted().map(name::at))
                .toList();
    }

    private Stream<String> versions(EntryName name) {
        return names(folder(name))
                .filter(version -> version.matches("[\\d.]+"))
                .filter(version -> name.means(name.at(new Version(version))));
    }

    private Path folder(EntryName name) {
        return root.resolve("entries").resolve(name.owner()).resolve(name.name());
    }

    private Entry entry(EntryName name, String version) {
        Path folder = folder(name).resolve(version);
        Path manifest = folder.resolve(MANIFEST);
        Path signature = folder.resolve(SIGNATURE);
        return new Entry(
                folder,
                new Signed<>(
                        Manifest.read(Small.read(manifest, Manifest.LARGEST), manifest.toString()),
                        Files.exists(signature)
                                ? Optional.of(
                                        Signature.read(
                                                Small.read(signature, Signature.LARGEST)
                                                        .toStringUtf8(),
                                                signature.toString()))
                                : Optional.empty()),
                Card.in(folder));
    }

    /** Whether a file may bring in another: one of an entry only files of that entry. */
    public boolean mayInclude(Path file, Path other) {
        Path entries = root.resolve("entries");
        Path from = file.toAbsolutePath().normalize();
        if (!from.startsWith(entries) || from.getNameCount() < entries.getNameCount() + 3)
            return true;
        Path entry = from.getRoot().resolve(from.subpath(0, entries.getNameCount() + 3));
        return other.toAbsolutePath().normalize().startsWith(entry);
    }

    private static Stream<String> names(Path folder) {
        if (!Files.isDirectory(folder)) return Stream.empty();
        try (Stream<Path> all = Files.list(folder)) {
            return all
                    .map(FileName::of)
                    .filter(name -> !name.contains(".tmp"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    /** Makes the folders; refuses a cache that others could have written to. */
    void open() {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                if (posix())
                    Files.setPosixFilePermissions(
                            root, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(root.resolve("blobs").resolve("sha256"));
            if (posix()) checkOurs();
        } catch (IOException e) {
            throw Trouble.creating(root, e);
        }
    }

    private boolean posix() throws IOException {
        return Files.getFileStore(root).supportsFileAttributeView("posix");
    }

    private void checkOurs() throws IOException {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(root);
        boolean ours =
                Files.getOwner(root, LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getOwner(root.resolve("blobs").resolve("sha256")));
        if (open.contains(PosixFilePermission.OTHERS_WRITE) || !ours)
            throw new Failure(
                    Kind.PERMISSION,
                    root
                            + ": others may write to it, so what lies there cannot be trusted\n    chmod 700 it, or name another folder by JDL_ZOO");
    }

    /** Makes an entry of files that all lie here. */
    Entry put(Signed<Manifest> manifest) {
        EntryName name = manifest.content().name();
        String version = name.version().orElseThrow().text();
        Path target = folder(name).resolve(version);
        try {
            if (!Files.exists(target) || !entry(name, version).isWhole()) write(manifest, target);
        } catch (Failure failure) {
            if (!Files.exists(target)) throw failure; // else another has just put it there
        }
        return entry(name, version);
    }

    private void write(Signed<Manifest> manifest, Path target) {
        new AtomicFolder(target, Pattern.compile(".*"))
                .write(
                        folder -> {
                            for (Wanted file : manifest.content().files())
                                link(blob(file), folder.resolve(file.name()));
                            Small.write(folder.resolve(MANIFEST), manifest.content().bytes());
                            manifest.signature()
                                    .ifPresent(
                                            s -> Small.write(folder.resolve(SIGNATURE), s.text()));
                        });
    }

    /** One file under two names, or a copy where a file system cannot have that. */
    private static void link(Path blob, Path place) {
        try {
            Files.createDirectories(FileName.folder(place));
            try {
                Files.createLink(place, blob);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(blob, place);
            }
        } catch (IOException e) {
            throw Trouble.creating(place, e);
        }
    }
}
