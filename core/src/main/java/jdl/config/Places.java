package jdl.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where each part of a message is written, for those who find a mistake in it later. A path has the
 * schema's names: {@code base_lr}, {@code layer[3]}, {@code layer[3].bottom[0]}; without an index
 * it means the first of a repeated field.
 */
public final class Places {

    private final Map<String, Place> places;

    Places(Map<String, Place> places) {
        this.places = new HashMap<>(places);
    }

    /** The place of a part that is written. */
    public Optional<Place> of(String path) {
        return Optional.ofNullable(places.get(path));
    }

    /** The place of a part or, if that is not written, of the nearest part around it. */
    public Optional<Place> near(String path) {
        String around = path;
        while (!places.containsKey(around) && !around.isEmpty()) {
            around = around.substring(0, Math.max(0, around.lastIndexOf('.')));
        }
        return of(around);
    }
}
