package jdl.data.tool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.tensor.Shape;

/** What all records of a source are like, of whose columns the first is looked at closely. */
public final class Survey {

    /** Examples of a class that are remembered. */
    static final int EXAMPLES = 32;

    /** The class of records that have none. */
    public static final int UNLABELLED = -1;

    private final Source source;
    private final int labels;
    private final SortedMap<Integer, Long> classes = new TreeMap<>();
    private final SortedMap<Integer, Examples> examples = new TreeMap<>();
    private final Map<Shape, Long> sizes = new LinkedHashMap<>();
    private final List<ChannelStats> channels = new ArrayList<>();
    private final Set<Content> contents = new HashSet<>();
    private final List<Broken> broken = new ArrayList<>();
    private final ThreadLocal<Values> values = ThreadLocal.withInitial(Values::new);
    private long duplicates;

    /** What one record is like. */
    private record Look(
            Shape shape,
            List<ChannelStats> channels,
            Content content,
            int label,
            Optional<Broken> broken) {}

    /** Looks at the first {@code limit} records of a source. */
    public Survey(Source source, long limit, Progress progress) {
        this.source = source;
        this.labels = labels(source.columns());
        Scan.run(Math.min(limit, source.size()), progress, this::look, this::add);
    }

    private static int labels(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).kind() == Column.Kind.CLASS)
                .findFirst()
                .orElse(-1);
    }

    private Look look(long index) {
        Values read = values.get();
        try {
            int label = UNLABELLED;
            for (int c = source.columns().size() - 1; c >= 0; c--) {
                source.read(index, c, read);
                if (c == labels) label = (int) read.get(0, 0, 0);
            }
            return new Look(
                    read.shape(),
                    IntStream.range(0, read.channels())
                            .mapToObj(c -> ChannelStats.of(read, c))
                            .toList(),
                    Content.of(read),
                    label,
                    Optional.empty());
        } catch (Failure e) {
            var found = Optional.of(Broken.of(source, index, e));
            return new Look(Shape.scalar(), List.of(), new Content(0, 0), UNLABELLED, found);
        }
    }

    private void add(long index, Look look) {
        if (look.broken.isPresent()) {
            broken.add(look.broken.get());
            return;
        }
        classes.merge(look.label, 1L, Long::sum);
        examples.computeIfAbsent(look.label, label -> new Examples(EXAMPLES)).add(index);
        sizes.merge(look.shape, 1L, Long::sum);
        if (!contents.add(look.content)) duplicates++;
        for (int c = 0; c < look.channels.size(); c++) {
            if (c == channels.size()) channels.add(ChannelStats.NONE);
            channels.set(c, channels.get(c).and(look.channels.get(c)));
        }
    }

    /** How many records of each class there are; {@link #UNLABELLED} stands for none. */
    public SortedMap<Integer, Long> classes() {
        return classes;
    }

    /** Some records of each class, evenly spread over the source. */
    SortedMap<Integer, List<Long>> examples() {
        var kept = new TreeMap<Integer, List<Long>>();
        examples.forEach((label, some) -> kept.put(label, some.kept()));
        return kept;
    }

    /** How many records of each size there are, in the order in which the sizes were met. */
    public Map<Shape, Long> sizes() {
        return sizes;
    }

    public List<ChannelStats> channels() {
        return channels;
    }

    /** How many records have the very values of an earlier one. */
    public long duplicates() {
        return duplicates;
    }

    public List<Broken> broken() {
        return broken;
    }
}
