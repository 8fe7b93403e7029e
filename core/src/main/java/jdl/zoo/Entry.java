package jdl.zoo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;
import jdl.web.Wanted;

/**
 * An entry that is here, whole: its folder, and what it consists of.
 *
 * @param folder its files, which nobody may change
 */
public record Entry(Path folder, Signed<Manifest> manifest, Card card) {

    public EntryName name() {
        return manifest.content().name();
    }

    /** Whether every file is still the one of the manifest. */
    boolean isWhole() {
        try {
            for (Wanted file : manifest.content().files())
                if (!file.is(folder.resolve(file.name()))) return false;
            return true;
        } catch (IOException e) {
            throw Trouble.reading(folder, e);
        }
    }

    /** The net to train and to test. */
    public Path net() {
        return named(or(card.settings().getNet(), "train_val.prototxt"), "net");
    }

    /** The net to use. */
    public Path deploy() {
        return named(or(card.settings().getDeploy(), "deploy.prototxt"), "deploy");
    }

    public Path solver() {
        return named(or(card.settings().getSolver(), "solver.prototxt"), "solver");
    }

    public Path weights() {
        return named(or(card.settings().getWeights(), card.settings().getCaffemodel()), "weights");
    }

    /** What the card says, or else what a card of Caffe's need not say. */
    private String or(String said, String caffes) {
        return said.isEmpty() && card.isCaffes() ? caffes : said;
    }

    public Optional<Path> labels() {
        return card.settings().hasLabels()
                ? Optional.of(named(card.settings().getLabels(), "labels"))
                : Optional.empty();
    }

    /** A file of the entry that its card names, which can be no other file. */
    private Path named(String path, String what) {
        if (path.isEmpty())
            throw new Failure(
                    Kind.MISSING,
                    "zoo:%s: has no %s%n    jdl zoo show %s tells what it has"
                            .formatted(name(), what, name()));
        boolean there = manifest.content().files().stream().anyMatch(f -> f.name().equals(path));
        if (!there)
            throw new Failure(
                    Kind.INTEGRITY,
                    "zoo:%s: its card names \"%s\" as its %s, but that is no file of it"
                            .formatted(name(), EntryPath.shown(path), what));
        return folder.resolve(path);
    }
}
