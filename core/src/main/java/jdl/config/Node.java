package jdl.config;

import java.util.List;

/** What a text says before anybody knows what it means: the same for YAML and prototxt. */
public sealed interface Node {

    Place place();

    /** How a scalar is written, where that matters to its meaning. */
    enum Style {
        /** An identifier or a number; in YAML anything without quotes. */
        PLAIN,
        /** A string literal. */
        QUOTED,
        /** YAML's {@code ~}: the field is left unset. */
        NULL
    }

    /** A single value. */
    record Scalar(Place place, String text, Style style) implements Node {}

    /** Values in a row. */
    record Listing(Place place, List<Node> items) implements Node {

        public Listing {
            items = List.copyOf(items);
        }
    }

    /**
     * Keys with values, in the order in which they are written, a key as often as it is written.
     */
    record Mapping(Place place, List<Entry> entries) implements Node {

        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /** One key with its value; its place is that of the key. */
    record Entry(Place place, String key, Node value) {}
}
