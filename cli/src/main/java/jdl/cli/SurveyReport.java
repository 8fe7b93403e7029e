package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.tool.Broken;
import jdl.data.tool.ChannelStats;
import jdl.data.tool.Survey;
import jdl.tensor.Shape;

/** What a survey of a source has found, for people and for programs. */
record SurveyReport(SourceArgument.Opened opened, Survey survey, long limit) {

    /** How many of a kind are told to people. */
    private static final int TOLD = 20;

    private Source source() {
        return opened.source();
    }

    private long looked() {
        return Math.min(limit, source().size());
    }

    String text() {
        var text = new StringBuilder();
        text.append("%s: %d records".formatted(opened.written(), source().size()));
        if (looked() < source().size())
            text.append(", of which %d are told of".formatted(looked()));
        text.append("\ncolumns: ").append(columns()).append('\n');
        sizes(text);
        text.append('\n').append(channels()).append('\n').append(classes()).append('\n');
        text.append("duplicates: %d%n".formatted(survey.duplicates()));
        text.append("cannot be read: %d%n".formatted(survey.broken().size()));
        first(survey.broken()).forEach(broken -> text.append("    ").append(broken).append('\n'));
        return text.toString();
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(TOLD, all.size()));
    }

    private String columns() {
        return source().columns().stream()
                .map(SurveyReport::column)
                .collect(Collectors.joining(", "));
    }

    private static String column(Column column) {
        String kind =
                switch (column.kind()) {
                    case PICTURE -> "pictures";
                    case NUMBERS -> "numbers";
                    case CLASS -> "a class";
                };
        boolean one = column.shape().count() == 1;
        String shape = column.varies() ? " of any size" : one ? "" : " " + column.shape();
        return "%s (%s%s)".formatted(column.name(), kind, shape);
    }

    private void sizes(StringBuilder text) {
        if (survey.sizes().isEmpty()) return;
        text.append(
                survey.sizes().size() == 1
                        ? "size: %s%n".formatted(smallest())
                        : "sizes: %d, from %s to %s%n"
                                .formatted(survey.sizes().size(), smallest(), largest()));
    }

    private Shape smallest() {
        return survey.sizes().keySet().stream().min(bySize()).orElseThrow();
    }

    private Shape largest() {
        return survey.sizes().keySet().stream().max(bySize()).orElseThrow();
    }

    private static Comparator<Shape> bySize() {
        return Comparator.comparingLong(Shape::count);
    }

    private Table channels() {
        var table = new Table("channel", "least", "most", "mean", "deviation");
        List<ChannelStats> channels = first(survey.channels());
        for (int c = 0; c < channels.size(); c++) {
            ChannelStats channel = channels.get(c);
            table.row(
                    String.valueOf(c),
                    CppNumber.text(channel.least()),
                    CppNumber.text(channel.most()),
                    CppNumber.text((float) channel.mean()),
                    CppNumber.text((float) channel.deviation()));
        }
        return table;
    }

    private Table classes() {
        var table = new Table("class", "name", "records");
        survey.classes()
                .forEach(
                        (label, count) ->
                                table.row(
                                        label == Survey.UNLABELLED ? "none" : label.toString(),
                                        name(label),
                                        count.toString()));
        return table;
    }

    private String name(int label) {
        List<String> names = source().classes();
        return label >= 0 && label < names.size() ? names.get(label) : "";
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("source", opened.written()).put("records", source().size());
        json.put("looked_at", looked());
        var columns = json.putArray("columns");
        for (Column column : source().columns()) {
            var node = columns.addObject().put("name", column.name());
            node.put("kind", column.kind().toString()).put("varies", column.varies());
            column.shape().dims().forEach(node.putArray("shape")::add);
        }
        var classes = json.putArray("classes");
        survey.classes()
                .forEach(
                        (label, count) ->
                                classes.addObject()
                                        .put("class", label)
                                        .put("name", name(label))
                                        .put("records", count));
        var sizes = json.putArray("sizes");
        survey.sizes()
                .forEach(
                        (size, count) -> {
                            var node = sizes.addObject().put("records", count);
                            size.dims().forEach(node.putArray("shape")::add);
                        });
        channels(json);
        json.put("duplicates", survey.duplicates());
        var broken = json.putArray("cannot_be_read");
        for (Broken each : survey.broken())
            broken.addObject().put("record", each.key()).put("why", each.why());
        return json;
    }

    private void channels(ObjectNode json) {
        var channels = json.putArray("channels");
        for (ChannelStats channel : survey.channels())
            channels.addObject()
                    .put("least", channel.least())
                    .put("most", channel.most())
                    .put("mean", channel.mean())
                    .put("deviation", channel.deviation());
    }
}
