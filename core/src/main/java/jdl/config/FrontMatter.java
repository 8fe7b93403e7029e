package jdl.config;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdl.config.Node.Mapping;

/** The YAML between two lines of dashes with which a Markdown file may begin. */
public final class FrontMatter {

    private static final Pattern FORM =
            Pattern.compile("\\A\uFEFF?---[ \\t]*\\R(.*?\\R)---[ \\t]*(?:\\R|\\z)", Pattern.DOTALL);

    private FrontMatter() {}

    /** The YAML, on the lines on which it stands in the file. */
    private static Optional<Text> yaml(Text markdown) {
        Matcher form = FORM.matcher(markdown.content());
        return form.find()
                ? Optional.of(new Text(markdown.name(), "\n" + form.group(1)))
                : Optional.empty();
    }

    /** The message that a Markdown file begins with, if it begins with YAML. */
    public static <M extends Message> Optional<M> read(Text markdown, M defaultInstance) {
        return yaml(markdown).map(text -> message(text, defaultInstance, List.of()));
    }

    /** As {@link #read}, but what the message has no field for is passed over. */
    public static <M extends Message> Optional<M> readKnown(Text markdown, M defaultInstance) {
        NodePass known =
                (root, type, yaml, problems) ->
                        root instanceof Mapping mapping
                                ? new Mapping(
                                        mapping.place(),
                                        mapping.entries().stream()
                                                .filter(e -> type.findFieldByName(e.key()) != null)
                                                .toList())
                                : root;
        return yaml(markdown).map(text -> message(text, defaultInstance, List.of(known)));
    }

    private static <M extends Message> M message(Text yaml, M type, List<NodePass> passes) {
        return new ConfigReader(passes).read(yaml, type).message();
    }
}
