package jdl.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jdl.config.FrontMatter;
import jdl.config.Text;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.FileName;
import jdl.file.Trouble;
import jdl.proto.ModelCard;

/**
 * The card of an entry: what the README.md of its folder begins with.
 *
 * @param place the file that it stands in
 */
public record Card(Path place, ModelCard settings) {

    /** The file of an entry that holds its card. */
    public static final String FILE = "README.md";

    private static final int LARGEST = 1 << 20;

    /** The card in an entry's folder; Caffe's own cards, in readme.md, are read as they are. */
    public static Card in(Path folder) {
        return find(folder)
                .orElseThrow(
                        () ->
                                new Failure(
                                        Kind.MISSING,
                                        folder.resolve(FILE)
                                                + ": a model card expected: YAML between two lines of ---\n    jdl zoo new writes one"));
    }

    /** The card in a folder, if it is the folder of an entry. */
    static Optional<Card> find(Path folder) {
        for (String name : new String[] {FILE, "readme.md"}) {
            Path place = folder.resolve(name);
            if (!Files.isRegularFile(place)) continue;
            var text = new Text(place.toString(), content(place));
            return settings(text).map(settings -> new Card(place, settings));
        }
        return Optional.empty();
    }

    private static Optional<ModelCard> settings(Text text) {
        ModelCard none = ModelCard.getDefaultInstance();
        Optional<ModelCard> known = FrontMatter.readKnown(text, none);
        boolean ours = known.filter(card -> !isCaffes(card)).isPresent();
        return ours ? FrontMatter.read(text, none) : known;
    }

    private static boolean isCaffes(ModelCard card) {
        return card.hasCaffemodel() || card.hasCaffemodelUrl() || card.hasSha1();
    }

    private static String content(Path place) {
        try {
            if (Files.size(place) > LARGEST)
                throw new Failure(
                        Kind.CORRUPT, place + ": no card has more than " + LARGEST + " bytes");
            return Files.readString(place);
        } catch (IOException e) {
            throw Trouble.reading(place, e);
        }
    }

    /** Whether it is one of Caffe's, which knew no digests but one. */
    public boolean isCaffes() {
        return isCaffes(settings);
    }

    /** The name and version that stand in it; those of Caffe's cards are their folder's, and 0. */
    public EntryName name() {
        String written = isCaffes() ? folderName() : settings.getName();
        Version version = new Version(settings.hasVersion() ? settings.getVersion() : "0");
        try {
            return EntryName.of(written).at(version);
        } catch (Failure e) {
            throw new Failure(e.kind(), place + ": " + e.message(), e);
        }
    }

    private String folderName() {
        return FileName.of(FileName.folder(place)).toLowerCase(java.util.Locale.ROOT);
    }

    /** One line that says what it is. */
    public String title() {
        return settings.hasTitle() ? settings.getTitle() : settings.getName();
    }
}
