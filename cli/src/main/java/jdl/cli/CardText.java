package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import jdl.proto.ModelCard;
import jdl.proto.ModelMetric;
import jdl.zoo.Card;

/** A model card for a terminal, and for scripts. */
final class CardText {

    private CardText() {}

    static String text(Card card) {
        ModelCard is = card.settings();
        var text = new StringBuilder();
        line(text, "name", card.name().toString());
        line(text, "title", card.title());
        line(text, "task", is.getTask());
        line(text, "data", is.getData());
        line(text, "license", is.getLicense());
        is.getSourceList().forEach(source -> line(text, "source", source));
        line(text, "weights", is.hasWeights() ? is.getWeights() : is.getCaffemodel());
        line(text, "weights url", is.getCaffemodelUrl());
        for (ModelMetric metric : is.getMetricsList()) line(text, metric.getName(), figure(metric));
        return text.toString();
    }

    private static String figure(ModelMetric metric) {
        String within = metric.getWithin() > 0 ? " ± " + number(metric.getWithin()) : "";
        return number(metric.getValue()) + within + " on " + metric.getData();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
    }

    private static void line(StringBuilder text, String key, String value) {
        if (!value.isEmpty())
            text.append("%-12s%s%n".formatted(key + ":", value.replaceAll("\\p{Cntrl}", " ")));
    }

    static ObjectNode json(Card card) {
        ModelCard is = card.settings();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", card.name().toString()).put("title", card.title());
        json.put("task", is.getTask()).put("data", is.getData()).put("license", is.getLicense());
        is.getSourceList().forEach(json.putArray("source")::add);
        var metrics = json.putArray("metrics");
        for (ModelMetric metric : is.getMetricsList())
            metrics.addObject()
                    .put("name", metric.getName())
                    .put("value", metric.getValue())
                    .put("within", metric.getWithin())
                    .put("data", metric.getData())
                    .put("command", metric.getCommand());
        return json;
    }
}
