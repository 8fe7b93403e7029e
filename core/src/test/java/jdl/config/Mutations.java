package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.config.Node.Entry;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;
import jdl.config.Node.Style;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;

/** Damages a YAML file in ways that leave it wrong for certain. */
final class Mutations {

    private static final Set<String> ENUMS = Set.of("phase", "pool");
    private static final Set<String> VALUES = Set.of("TRAIN", "TEST", "MAX", "AVE", "STOCHASTIC");

    /** Their keys are names of the file's own, which nobody can guess. */
    private static final Set<String> INVENTED = Set.of("vars", "params");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern WHOLE_LINE = Pattern.compile(" *[a-z_]+: [^&]+");
    private static final Pattern BEGUN_LINE = Pattern.compile(" *(- )?([a-z_]+: |\\{).*[^:]");
    private static final int KINDS = 8;

    private final Set<String> known;
    private final String text;
    private final Random random;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Scalar> numbers = new ArrayList<>();
    private final Set<Place> seen = new HashSet<>();

    /** A damaged text; {@code meant} is the word that has a typo now, or empty. */
    record Damaged(String text, String what, String meant) {}

    private Mutations(Text text, Random random) {
        this.text = text.content();
        this.random = random;
        known = new HashSet<>(Set.of("vars", "blocks", "include", "layers", "params"));
        addFields(NetParameter.getDescriptor(), new HashSet<>());
        addFields(SolverParameter.getDescriptor(), new HashSet<>());
        collect(ConfigReader.parse(text));
    }

    /** The damage of that number; the kinds take turns, three of eight being typos in keys. */
    static Damaged damage(Text text, int number) {
        var mutations = new Mutations(text, new Random(number));
        return IntStream.range(number, number + KINDS)
                .mapToObj(kind -> mutations.one(kind % KINDS))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private Optional<Damaged> one(int kind) {
        return switch (kind) {
            case 0, 1, 2 -> any(entries).map(this::typoInKey);
            case 3 -> any(enums()).map(this::typoInValue);
            case 4 -> any(numbers).map(this::notANumber);
            case 5 -> any(lines(this::isIndentable)).map(this::indented);
            case 6 -> any(brackets()).map(this::withoutBracket);
            default -> any(lines(i -> WHOLE_LINE.matcher(line(i)).matches())).map(this::doubled);
        };
    }

    private void addFields(Descriptor type, Set<Descriptor> done) {
        if (!done.add(type)) return;
        for (FieldDescriptor field : type.getFields()) {
            known.add(field.getName());
            if (field.getJavaType() == JavaType.MESSAGE) addFields(field.getMessageType(), done);
        }
    }

    private void collect(Node node) {
        if (node instanceof Mapping mapping) {
            for (var e : mapping.entries()) {
                if (seen.add(e.place())) entries.add(e);
                if (e.key().equals("blocks"))
                    ((Mapping) e.value()).entries().forEach(block -> collect(block.value()));
                else if (!INVENTED.contains(e.key())) collect(e.value());
            }
        } else if (node instanceof Scalar scalar) {
            boolean number =
                    scalar.style() == Style.PLAIN && NUMBER.matcher(scalar.text()).matches();
            if (number && seen.add(scalar.place())) numbers.add(scalar);
        } else {
            Mappings.items(node).forEach(this::collect);
        }
    }

    private List<Scalar> enums() {
        return entries.stream()
                .filter(e -> ENUMS.contains(e.key()))
                .map(e -> (Scalar) e.value())
                .filter(value -> VALUES.contains(value.text()))
                .toList();
    }

    private Damaged typoInKey(Entry entry) {
        String typo = typo(entry.key(), 'a');
        while (known.contains(typo)) typo = typo(entry.key(), 'a');
        return replaced(entry.place(), entry.key(), typo, entry.key());
    }

    private Damaged typoInValue(Scalar value) {
        String typo = typo(value.text(), 'A');
        while (VALUES.contains(typo)) typo = typo(value.text(), 'A');
        return replaced(value.place(), value.text(), typo, value.text());
    }

    private Damaged notANumber(Scalar number) {
        var others = List.of("many", "\"" + number.text() + "\"", "{a: 1}", "[[1]]", "1x", "true");
        return replaced(number.place(), number.text(), any(others).orElseThrow(), "");
    }

    /** A letter left out, put in, changed, or swapped with its neighbour. */
    private String typo(String word, char first) {
        int at = random.nextInt(word.length());
        String letter = Character.toString(first + random.nextInt(26));
        String head = word.substring(0, at);
        String tail = word.substring(at + 1);
        return switch (random.nextInt(4)) {
            case 0 -> word.length() < 3 ? word + letter : head + tail;
            case 1 -> head + letter + word.substring(at);
            case 2 -> head + letter + tail;
            default ->
                    tail.isEmpty()
                            ? word + letter
                            : head + tail.charAt(0) + word.charAt(at) + tail.substring(1);
        };
    }

    private boolean isIndentable(int i) {
        return i > 0
                && BEGUN_LINE.matcher(line(i)).matches()
                && BEGUN_LINE.matcher(line(i - 1)).matches()
                && indent(line(i)) == indent(line(i - 1));
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private Damaged indented(int line) {
        int at = offset(line + 1, 1);
        return damaged("one space more in line " + (line + 1), at, at, " ", "");
    }

    private Damaged doubled(int line) {
        int at = offset(line + 1, 1);
        return damaged("line " + (line + 1) + " twice", at, at, line(line) + "\n", "");
    }

    private Damaged withoutBracket(int at) {
        return damaged("no " + text.charAt(at) + " at " + at, at, at + 1, "", "");
    }

    /** Every bracket but those in comments, and but the one that begins a variable. */
    private List<Integer> brackets() {
        return IntStream.range(0, text.length())
                .filter(i -> "{}[]".indexOf(text.charAt(i)) >= 0)
                .filter(i -> text.charAt(i - 1) != '$')
                .filter(i -> !text.substring(text.lastIndexOf('\n', i) + 1, i).contains("#"))
                .boxed()
                .toList();
    }

    private List<Integer> lines(java.util.function.IntPredicate wanted) {
        int count = (int) text.lines().count();
        return IntStream.range(0, count).filter(wanted).boxed().toList();
    }

    private String line(int i) {
        return text.lines().skip(i).findFirst().orElseThrow();
    }

    private int offset(int line, int column) {
        return text.lines().limit(line - 1L).mapToInt(l -> l.length() + 1).sum() + column - 1;
    }

    private Damaged replaced(Place place, String old, String other, String meant) {
        int at = offset(place.line(), place.column());
        if (!text.startsWith(old, at)) throw new IllegalStateException(place + " is not " + old);
        return damaged(old + " → " + other + " at " + place, at, at + old.length(), other, meant);
    }

    private Damaged damaged(String what, int from, int to, String other, String meant) {
        return new Damaged(text.substring(0, from) + other + text.substring(to), what, meant);
    }

    private <T> Optional<T> any(List<T> list) {
        return list.isEmpty()
                ? Optional.empty()
                : Stream.of(list.get(random.nextInt(list.size()))).findFirst();
    }
}
