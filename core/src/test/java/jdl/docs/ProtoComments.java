package jdl.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the schema's files say in front of each message, enum, field and value, by full name. */
final class ProtoComments {

    private static final Pattern BLOCK =
            Pattern.compile("\\s*(?:message|enum|oneof|extend)\\s+(\\S+)\\s*\\{\\s*(}?).*");
    private static final Pattern FIELD =
            Pattern.compile(
                    "\\s*(?:(?:optional|required|repeated)\\s+)?[\\w.]+\\s+(\\w+)\\s*=\\s*\\d+.*");
    private static final Pattern VALUE = Pattern.compile("\\s*(\\w+)\\s*=\\s*-?\\d+\\s*[;\\[].*");
    private static final Pattern COMMENT = Pattern.compile("\\s*// ?(.*)");
    private static final Pattern BEHIND = Pattern.compile(".*;\\s*// ?(.*)");

    private final Map<String, String> comments = new HashMap<>();
    private final Deque<String> scope = new ArrayDeque<>();
    private final List<String> pending = new ArrayList<>();

    /** Reads all schema files under a folder. */
    ProtoComments(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".proto")).sorted().toList())
                for (String line : Files.readAllLines(file)) read(line);
        }
    }

    /**
     * The comment of "Message", "Message.field" or "Message.Enum.VALUE"; empty if there is none.
     */
    String of(String name) {
        return comments.getOrDefault(name, "");
    }

    private void read(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            pending.add(comment.group(1));
            return;
        }
        Matcher block = BLOCK.matcher(line);
        if (block.matches()) {
            scope.addLast(block.group(1));
            keep("");
            if (!block.group(2).isEmpty()) scope.removeLast();
        } else if (line.strip().equals("}")) {
            scope.removeLast();
        } else {
            declaration(line);
        }
        pending.clear();
    }

    private void declaration(String line) {
        Matcher field = FIELD.matcher(line);
        Matcher value = VALUE.matcher(line);
        String name = value.matches() ? value.group(1) : field.matches() ? field.group(1) : "";
        if (name.isEmpty()) return;
        Matcher behind = BEHIND.matcher(line);
        if (behind.matches()) pending.add(behind.group(1));
        keep(name);
    }

    private void keep(String name) {
        String where = scope.stream().collect(Collectors.joining("."));
        String text = String.join(" ", pending).replaceAll(" ?---- ?", "").strip();
        comments.put(name.isEmpty() ? where : where + "." + name, text);
    }
}
