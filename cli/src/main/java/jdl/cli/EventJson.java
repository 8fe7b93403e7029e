package jdl.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jdl.solver.Event;
import jdl.solver.Score;

/** A run as JSON, an object on each line. */
final class EventJson implements Reporter {

    private final Consumer<String> lines;

    EventJson(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void accept(Event event) {
        of(event).ifPresent(json -> lines.accept(json.toString()));
    }

    /** Whether a line tells what a run did before {@code iteration}, or the snapshot then. */
    static boolean isBefore(String line, int iteration) {
        try {
            JsonNode json = new ObjectMapper().readTree(line);
            int at = json.path("iteration").asInt(Integer.MAX_VALUE);
            boolean snapshot = json.path("event").asText().equals("snapshot");
            return snapshot ? at <= iteration : at < iteration;
        } catch (JsonProcessingException e) {
            return false; // the line was being written when the process was killed
        }
    }

    /** An event for machines; steps and passes that nobody is shown are left out. */
    static Optional<ObjectNode> of(Event event) {
        if (event instanceof Event.Started e)
            return Optional.of(node("started", e).put("until", e.until()).put("net", e.net()));
        if (event instanceof Event.Stepped e && e.display()) {
            var json = node("step", e).put("loss", e.loss()).put("smoothed_loss", e.smoothed());
            json.put("lr", e.rate()).set("outputs", scores(e.outputs()));
            return Optional.of(json);
        }
        if (event instanceof Event.Tested e) {
            var json = node("test", e).put("test", e.test());
            e.loss().ifPresent(loss -> json.put("loss", loss));
            json.set("outputs", scores(e.scores()));
            return Optional.of(json);
        }
        if (event instanceof Event.LastLoss e) {
            var json = node("last_loss", e).put("loss", e.loss());
            json.put("smoothed_loss", e.smoothed());
            json.set("outputs", scores(e.outputs()));
            return Optional.of(json);
        }
        if (event instanceof Event.Saved e)
            return Optional.of(
                    node("snapshot", e)
                            .put("weights", e.weights().toString())
                            .put("state", e.state().toString()));
        if (event instanceof Event.Finished e)
            return Optional.of(node("finished", e).put("done", e.reason() == Event.Reason.DONE));
        if (event instanceof Event.Unread e) {
            var json = node("unread", e);
            BadRecordList.into(json, e.records());
            return Optional.of(json);
        }
        return Optional.empty();
    }

    private static ObjectNode node(String name, Event event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", name)
                .put("iteration", event.iteration());
    }

    static ArrayNode scores(List<Score> scores) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Score score : scores) {
            var json = array.addObject().put("name", score.name()).put("value", score.value());
            if (score.lossWeight() != 0) json.put("loss_weight", score.lossWeight());
        }
        return array;
    }
}
