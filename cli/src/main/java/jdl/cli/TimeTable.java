package jdl.cli;

import java.util.Locale;

/** A timing for a person: layers with bars, then the totals. */
record TimeTable(Timing timing) {

    private static final int CELLS = 24;

    @Override
    public String toString() {
        return head() + "\n" + layers() + "\n" + totals();
    }

    private String head() {
        MachinePeak machine = timing.machine();
        return text(
                "net \"%s\", phase %s: %d images in an iteration, %d iterations after %d to warm up%n"
                        + "%d threads, kernels %s; the machine: %.0f GFLOP/s (FMA), %.1f GB/s (triad)%n",
                timing.net(),
                timing.phase(),
                timing.images(),
                timing.iterations(),
                timing.warmup(),
                machine.threads(),
                machine.kernels(),
                machine.gigaflops(),
                machine.gigabytes());
    }

    private Table layers() {
        var table =
                new Table(
                        "layer",
                        "type",
                        "forward",
                        "backward",
                        "update",
                        "GFLOP/s",
                        "moved",
                        "of peak",
                        "kernels",
                        "layout",
                        "share of time");
        for (LayerTime layer : timing.layers()) {
            Span all = layer.all();
            table.row(
                    layer.name(),
                    layer.type(),
                    millis(layer.forward()),
                    millis(layer.backward()),
                    millis(layer.update()),
                    all.effort().flops() > 0 ? text("%.1f", all.gigaflops()) : "",
                    Footprint.size((long) all.effort().bytes()),
                    timing.machine().share(all).toString(),
                    timing.machine().kernels(),
                    layer.layout(),
                    bar(layer));
        }
        return table;
    }

    private static String millis(Span span) {
        return span.milliseconds() > 0 ? text("%.3f", span.milliseconds()) : "";
    }

    /** As long as the layer takes, next to the slowest: forward, backward, update. */
    private String bar(LayerTime layer) {
        double slowest =
                timing.layers().stream()
                        .mapToDouble(other -> other.all().milliseconds())
                        .max()
                        .orElse(0);
        double scale = slowest > 0 ? CELLS / slowest : 0;
        int forward = (int) Math.round(scale * layer.forward().milliseconds());
        int both = (int) Math.round(scale * layer.forward().and(layer.backward()).milliseconds());
        int all = (int) Math.round(scale * layer.all().milliseconds());
        String bar = "█".repeat(forward) + "▓".repeat(both - forward) + "░".repeat(all - both);
        double share = 100 * layer.all().milliseconds() / timing.milliseconds();
        return text("%5.1f %% %s", share, bar);
    }

    private String totals() {
        String parts =
                text(
                        "█ forward %.3f ms, ▓ backward %.3f ms, ░ update %.3f ms, other %.3f ms%n",
                        timing.sum(LayerTime::forward),
                        timing.sum(LayerTime::backward),
                        timing.sum(LayerTime::update),
                        timing.other());
        return parts
                + text(
                        "%.3f ms per iteration, %,.1f images/s, %,.0f bytes allocated per iteration"
                                + " (all Java threads)%n",
                        timing.milliseconds(), timing.imagesPerSecond(), timing.allocated());
    }

    /** How long the net waits for its data. */
    String data() {
        var text = new StringBuilder();
        for (LayerTime layer : timing.data())
            text.append(
                    text(
                            "data from \"%s\" (%s): %.3f ms%n",
                            layer.name(), layer.type(), layer.forward().milliseconds()));
        if (text.isEmpty()) return "no layer of this net brings data\n";
        double share = 100 * timing.waiting() / timing.milliseconds();
        return text + text("waiting for data: %.1f %% of an iteration%n", share);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
