package jdl.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;
import jdl.web.Progress;
import jdl.web.Wanted;

/** A folder with a folder for each entry, as in a git checkout: one version of each. */
final class PlainRemote implements Remote {

    private static final int DEPTH = 2;

    private final String name;
    private final Path root;

    PlainRemote(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return root.toString();
    }

    @Override
    public List<Offer> offers() {
        return cards().stream()
                .map(
                        card ->
                                new Offer(
                                        card.name(),
                                        card.title(),
                                        card.settings().getTask(),
                                        Optional.empty()))
                .toList();
    }

    private List<Card> cards() {
        if (!Files.isDirectory(root))
            throw new Failure(Kind.UNREACHABLE, root + ": there is no such folder");
        try (Stream<Path> folders = Files.walk(root, DEPTH)) {
            return folders.filter(folder -> !folder.equals(root) && Files.isDirectory(folder))
                    .sorted()
                    .flatMap(folder -> Card.find(folder).stream())
                    .toList();
        } catch (IOException e) {
            throw Trouble.reading(root, e);
        }
    }

    private Path folder(Offer offer) {
        return cards().stream()
                .filter(card -> card.name().equals(offer.name()))
                .map(card -> jdl.file.FileName.folder(card.place()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Failure(
                                        Kind.UNREACHABLE, root + ": " + offer.name() + " is gone"));
    }

    @Override
    public Signed<Manifest> manifest(Offer offer) {
        return new Signed<>(Packing.of(folder(offer)).manifest(), Optional.empty());
    }

    @Override
    public void fetch(Offer offer, Wanted file, Path place, Progress progress) {
        Copy.checked(folder(offer).resolve(file.name()), file, place, progress);
    }

    @Override
    public void push(Pack pack, Progress progress) {
        EntryName entry = pack.manifest().name();
        Path folder =
                root.resolve(entry.owner().equals(EntryName.HOUSE) ? entry.name() : entry.path());
        for (Wanted file : pack.manifest().files())
            Copy.checked(pack.place(file), file, folder.resolve(file.name()), progress);
    }
}
