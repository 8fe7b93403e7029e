package jdl.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Reads YAML into a tree with places: anchors, aliases and {@code <<} resolved, each scalar with
 * the text that was written, whatever YAML 1.1 would have made of it.
 *
 * <p>It is fed by events rather than by SnakeYAML's own nodes, because an event can be placed,
 * counted and measured for depth before anything is built from it.
 */
final class YamlParser {

    private static final int DEPTH = 100;
    private static final int NODES = 1_000_000;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TAGS =
            Set.of("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map");

    private final String file;
    private final Iterator<Event> events;
    private final List<Problem> problems;
    private final Map<String, Grown> anchors = new HashMap<>();
    private int nodes;

    /** A finished node, with the number of nodes in it and the number of levels under it. */
    private record Grown(Node node, int size, int height) {}

    private YamlParser(String file, Iterator<Event> events, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        this.events = events;
    }

    /** The tree of a text without a mistake. */
    static Node parse(Text text) {
        List<Problem> problems = new ArrayList<>();
        Node root = parse(text, problems);
        if (!problems.isEmpty()) throw new ConfigException(problems);
        return root;
    }

    /** The tree of a text; mistakes that leave a tree are added to the problems. */
    static Node parse(Text text, List<Problem> problems) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setProcessComments(false);
        String content = text.content();
        if (content.startsWith("\uFEFF")) content = content.substring(1);
        try {
            var events = new Yaml(options).parse(new StringReader(content)).iterator();
            return new YamlParser(text.name(), events, problems).document();
        } catch (YAMLException e) {
            throw new ConfigException(List.of(YamlWords.problem(text.name(), content, e)));
        }
    }

    private Node document() {
        events.next();
        if (events.next().is(ID.StreamEnd)) return new Mapping(new Place(file, 1, 1), List.of());
        Node root = node(events.next(), 0).node();
        events.next();
        Event end = events.next();
        if (!end.is(ID.StreamEnd)) {
            throw new ConfigException(
                    place(end), "a second document begins here", "one file holds one document");
        }
        return root;
    }

    private Grown node(Event event, int depth) {
        if (depth > DEPTH) throw tooDeep(event);
        if (event instanceof AliasEvent alias) return alias(alias, depth);
        int before = nodes;
        count(event, 1);
        Grown grown = grown(event, depth, before);
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) anchors.put(anchor, grown);
        return grown;
    }

    private Grown grown(Event event, int depth, int before) {
        if (event instanceof ScalarEvent scalar) return new Grown(scalar(scalar), 1, 0);
        checkTag(event, ((CollectionStartEvent) event).getTag());
        List<Grown> inside = new ArrayList<>();
        boolean mapping = event.is(ID.MappingStart);
        Node node = mapping ? mapping(event, depth, inside) : listing(event, depth, inside);
        int height = 1 + inside.stream().mapToInt(Grown::height).max().orElse(0);
        return new Grown(node, nodes - before, height);
    }

    private Grown alias(AliasEvent event, int depth) {
        String name = event.getAnchor();
        Grown grown = anchors.get(name);
        if (grown == null) {
            String wayOut =
                    Spelling.advice(name, List.copyOf(anchors.keySet()), "anchors above it");
            throw new ConfigException(place(event), "unknown alias \"*" + name + "\"", wayOut);
        }
        if (depth + grown.height() > DEPTH) throw tooDeep(event);
        count(event, grown.size());
        return grown;
    }

    private void count(Event event, int more) {
        nodes += more;
        if (nodes > NODES) {
            throw new ConfigException(
                    place(event),
                    "the aliases up to here stand for more than a million values",
                    "");
        }
    }

    private ConfigException tooDeep(Event event) {
        return new ConfigException(place(event), "more than " + DEPTH + " levels of nesting", "");
    }

    private Scalar scalar(ScalarEvent event) {
        checkTag(event, event.getTag());
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && event.getTag() == null;
        String text = event.getValue();
        Style style = !plain ? Style.QUOTED : NULLS.contains(text) ? Style.NULL : Style.PLAIN;
        return new Scalar(place(event), text, style);
    }

    private void checkTag(Event event, String tag) {
        if (tag == null || TAGS.contains(tag)) return;
        String shown = tag.replace("tag:yaml.org,2002:", "!!");
        problems.add(
                new Problem(
                        place(event),
                        "the tag \"" + shown + "\" has no meaning here",
                        "leave it away: each key knows its type"));
    }

    private Listing listing(Event start, int depth, List<Grown> inside) {
        for (Event event = events.next(); !event.is(ID.SequenceEnd); event = events.next()) {
            inside.add(node(event, depth + 1));
        }
        return new Listing(place(start), inside.stream().map(Grown::node).toList());
    }

    private Mapping mapping(Event start, int depth, List<Grown> inside) {
        List<Entry> written = new ArrayList<>();
        for (Event event = events.next(); !event.is(ID.MappingEnd); event = events.next()) {
            Place place = place(event);
            String key = key(event, depth);
            Grown value = node(events.next(), depth + 1);
            inside.add(value);
            written.add(new Entry(place, key, value.node()));
        }
        return new Mapping(place(start), YamlMerge.merged(written, problems));
    }

    private String key(Event event, int depth) {
        Node key = node(event, depth + 1).node();
        if (key instanceof Scalar scalar) {
            boolean quoted = scalar.style() == Style.QUOTED;
            return quoted && scalar.text().equals(YamlMerge.KEY) ? "\"<<\"" : scalar.text();
        }
        throw new ConfigException(place(event), "expected a key, but got a list or a mapping", "");
    }

    private Place place(Event event) {
        var mark = event.getStartMark();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
