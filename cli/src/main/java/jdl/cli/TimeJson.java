package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A timing for machines. */
final class TimeJson {

    private TimeJson() {}

    static ObjectNode of(Timing timing) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("net", timing.net()).put("phase", timing.phase());
        json.put("images", timing.images()).put("iterations", timing.iterations());
        json.put("warmup", timing.warmup());
        json.put("milliseconds", timing.milliseconds());
        json.put("images_per_second", timing.imagesPerSecond());
        json.put("forward_milliseconds", timing.sum(LayerTime::forward));
        json.put("backward_milliseconds", timing.sum(LayerTime::backward));
        json.put("update_milliseconds", timing.sum(LayerTime::update));
        json.put("other_milliseconds", timing.other());
        json.put("data_milliseconds", timing.waiting());
        json.put("data_share", timing.waiting() / timing.milliseconds());
        json.put("allocated_bytes", timing.allocated());
        machine(json.putObject("machine"), timing.machine());
        var layers = json.putArray("layers");
        for (LayerTime layer : timing.layers()) layer(layers.addObject(), layer, timing.machine());
        return json;
    }

    private static void machine(ObjectNode json, MachinePeak machine) {
        json.put("kernels", machine.kernels()).put("threads", machine.threads());
        json.put("fma_gflops", machine.gigaflops());
        json.put("triad_gb_per_second", machine.gigabytes());
        json.put("jdk", Runtime.version().toString());
        json.put("arch", System.getProperty("os.arch"));
    }

    private static void layer(ObjectNode json, LayerTime layer, MachinePeak machine) {
        json.put("name", layer.name()).put("type", layer.type());
        json.put("kernels", machine.kernels()).put("layout", layer.layout());
        json.put("data", layer.data());
        span(json.putObject("forward"), layer.forward(), machine);
        span(json.putObject("backward"), layer.backward(), machine);
        span(json.putObject("update"), layer.update(), machine);
        span(json, layer.all(), machine);
    }

    private static void span(ObjectNode json, Span span, MachinePeak machine) {
        var share = machine.share(span);
        json.put("milliseconds", span.milliseconds());
        json.put("gflops", span.gigaflops()).put("bytes", span.effort().bytes());
        json.put("peak_share", share.percent() / 100).put("peak_of", share.of());
    }
}
