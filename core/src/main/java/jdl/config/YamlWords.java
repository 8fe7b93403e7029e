package jdl.config;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** What SnakeYAML complains of, in plain words. */
final class YamlWords {

    /** A part of SnakeYAML's complaint, what to say instead, and the way out. */
    private record Translation(String complaint, String mistake, String wayOut) {}

    private static final List<Translation> TRANSLATIONS =
            List.of(
                    new Translation(
                            "'\\t(TAB)' that cannot start",
                            "a tab cannot stand here",
                            "indent with spaces"),
                    new Translation(
                            "mapping values are not allowed here",
                            "a \":\" is not expected here",
                            "look for wrong indentation, a missing \":\" above, or a \": \" in a text that"
                                    + " needs quotes"),
                    new Translation(
                            "expected <block end>",
                            "this does not fit the lines above",
                            "look for wrong indentation, or a missing \"- \" or \":\""),
                    new Translation(
                            "could not find expected ':'",
                            "a key without \":\"",
                            "look for a missing \":\" or a missing quote at or above this line"),
                    new Translation(
                            "found unexpected end of stream",
                            "a quoted text is not closed",
                            "look for a missing quote"),
                    new Translation(
                            "expected ',' or ']'",
                            "a list is not closed, or lacks a comma",
                            "look for a missing \",\" or \"]\""),
                    new Translation(
                            "expected ',' or '}'",
                            "a \"{\" is not closed, or lacks a comma",
                            "look for a missing \",\" or \"}\""),
                    new Translation(
                            "special characters are not allowed",
                            "a character that YAML does not allow",
                            "write it as an escape in double quotes"),
                    new Translation(
                            "that cannot start any token",
                            "a text cannot begin with this character",
                            "put the text in quotes"));

    private YamlWords() {}

    static Problem problem(String file, String content, YAMLException error) {
        Place place = place(file, content, error);
        String complaint = error instanceof MarkedYAMLException m ? marked(m) : first(error);
        return TRANSLATIONS.stream()
                .filter(t -> complaint.contains(t.complaint()))
                .findFirst()
                .map(t -> new Problem(place, t.mistake() + opened(file, error), t.wayOut()))
                .orElseGet(() -> new Problem(place, complaint + opened(file, error), ""));
    }

    private static String marked(MarkedYAMLException error) {
        return error.getProblem() == null ? first(error) : error.getProblem();
    }

    private static String first(YAMLException error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("not YAML");
    }

    /** Where the thing began that went wrong later. */
    private static String opened(String file, YAMLException error) {
        if (!(error instanceof MarkedYAMLException marked)) return "";
        Mark from = marked.getContextMark();
        Mark to = marked.getProblemMark();
        boolean same = from == null || to == null || from.getLine() == to.getLine();
        return same ? "" : " (begun at " + place(file, from) + ")";
    }

    private static Place place(String file, String content, YAMLException error) {
        if (error instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return place(file, marked.getProblemMark());
        }
        int at = error instanceof ReaderException reader ? reader.getPosition() : 0;
        int end =
                content.offsetByCodePoints(
                        0, Math.min(at, content.codePointCount(0, content.length())));
        String before = content.substring(0, end);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file, line, end - before.lastIndexOf('\n'));
    }

    private static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
