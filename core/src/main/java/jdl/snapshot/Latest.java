package jdl.snapshot;

import java.util.List;
import java.util.Optional;

/** The newest good snapshot of a run, and a line for each newer one that was passed over. */
public record Latest(Optional<Snapshot> snapshot, List<String> skipped) {

    public Latest {
        skipped = List.copyOf(skipped);
    }
}
