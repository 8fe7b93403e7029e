package jdl.zoo;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdl.web.Progress;
import jdl.web.Wanted;

/** A place that entries are pulled from and pushed to. */
public interface Remote {

    /** How the user calls it. */
    String name();

    /** Where it is. */
    String address();

    /** All that it has. */
    List<Offer> offers();

    /** The newest entry that a name means. */
    default Optional<Offer> find(EntryName name) {
        return offers().stream()
                .filter(offer -> name.means(offer.name()))
                .max(Comparator.comparing(offer -> offer.name().version().orElseThrow()));
    }

    /** The manifest of an entry, and its signature if it has one. */
    Signed<Manifest> manifest(Offer offer);

    /** Brings a file of an entry to a place: only what is right gets there. */
    void fetch(Offer offer, Wanted file, Path place, Progress progress);

    /** Takes an entry in; files that are there already are not sent again. */
    void push(Pack pack, Progress progress);
}
