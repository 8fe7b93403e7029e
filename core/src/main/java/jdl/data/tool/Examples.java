package jdl.data.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * Some numbers of a row of any length, evenly spread over it, without knowing how long it will be.
 */
final class Examples {

    private final int most;
    private final List<Long> kept = new ArrayList<>();
    private long step = 1;
    private long seen;

    Examples(int most) {
        this.most = most;
    }

    void add(long number) {
        if (seen++ % step != 0) return;
        if (kept.size() == most) {
            for (int i = kept.size() - 1; i > 0; i--) if (i % 2 == 1) kept.remove(i);
            step *= 2;
            if ((seen - 1) % step != 0) return;
        }
        kept.add(number);
    }

    List<Long> kept() {
        return List.copyOf(kept);
    }
}
