package jdl.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One {@code --set PATH=VALUE}. A path is {@code solver.KEY}, {@code net.KEY}, {@code
 * layer[NAME].KEY}, {@code layer[NAME@TRAIN].KEY}, {@code layer[2].KEY} or {@code layer[*].KEY},
 * with more {@code .KEY} and {@code [INDEX]} behind it; the value is written as in YAML.
 *
 * @param place stands for the whole option in messages
 * @param target what the path begins with
 * @param path the rest of it
 */
public record ConfigOverride(Place place, Target target, List<Step> path, Node value) {

    private static final Pattern HEAD = Pattern.compile("(solver|net|layer\\[([^\\]]+)\\])(?=\\.)");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_]\\w*)|\\[(\\d{1,6})\\]");

    /** What a path begins with. */
    sealed interface Target {
        record Solver() implements Target {}

        record Net() implements Target {}

        record Layers(String selector) implements Target {}
    }

    /** One step from a message into it. */
    sealed interface Step {
        record Key(String name) implements Step {}

        record Index(int number) implements Step {}
    }

    public ConfigOverride {
        path = List.copyOf(path);
    }

    /** Reads what stands behind {@code --set}. */
    public static ConfigOverride parse(String text) {
        var place = new Place("--set " + text, 0, 0);
        var head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            throw new ConfigException(
                    place,
                    "expected solver.KEY=VALUE, net.KEY=VALUE or layer[NAME].KEY=VALUE",
                    "for example --set solver.base_lr=0.02");
        }
        var path = new ArrayList<Step>();
        var step = STEP.matcher(text).region(head.end(), text.length());
        int end = head.end();
        while (step.lookingAt()) {
            path.add(
                    step.group(1) != null
                            ? new Step.Key(step.group(1))
                            : new Step.Index(Integer.parseInt(step.group(2))));
            end = step.end();
            step.region(end, text.length());
        }
        if (!text.startsWith("=", end)) {
            String rest = text.substring(end);
            String mistake = "expected .KEY, [INDEX] or =VALUE, but got \"" + rest + "\"";
            throw new ConfigException(place, mistake, "for example --set solver.base_lr=0.02");
        }
        return new ConfigOverride(
                place, target(head.group(1), head.group(2)), path, value(text, end, place));
    }

    private static Target target(String head, String selector) {
        return switch (head) {
            case "solver" -> new Target.Solver();
            case "net" -> new Target.Net();
            default -> new Target.Layers(selector);
        };
    }

    private static Node value(String text, int equals, Place place) {
        String yaml = text.substring(equals + 1);
        var nothing = new Node.Scalar(place, "", Node.Style.NULL);
        if (yaml.isBlank()) return nothing;
        var found = new ArrayList<Problem>();
        var written = new Text(place.file(), yaml);
        var value = new Problems(found).attempt(nothing, () -> YamlParser.parse(written, found));
        if (found.isEmpty()) return Mappings.placed(value, place);
        throw new ConfigException(
                found.stream().map(p -> new Problem(place, p.mistake(), p.wayOut())).toList());
    }
}
