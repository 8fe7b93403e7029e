package jdl.cli;

import java.util.List;
import java.util.Locale;

/** A timing as a picture: a bar for each layer, on light and dark pages alike. */
final class TimeSvg {

    private static final int ROW = 18;
    private static final int TOP = 56;
    private static final int LEFT = 190;
    private static final int LONGEST = 480;
    private static final int WIDTH = LEFT + LONGEST + 90;

    private static final String STYLE =
            """
            <style>
            svg { color-scheme: light dark; --ink: #222; --forward: #2a78b5; --backward: #d9822b; --update: #5b9a4a; }
            @media (prefers-color-scheme: dark) {
              svg { --ink: #ddd; --forward: #5aa9e6; --backward: #f0a75a; --update: #8cc97b; }
            }
            text { font: 12px system-ui, sans-serif; fill: var(--ink); }
            .name { text-anchor: end; }
            .forward { fill: var(--forward); }
            .backward { fill: var(--backward); }
            .update { fill: var(--update); }
            </style>
            """;

    private final StringBuilder out = new StringBuilder();
    private final Timing timing;
    private final double scale;

    private TimeSvg(Timing timing) {
        this.timing = timing;
        double slowest =
                timing.layers().stream()
                        .mapToDouble(layer -> layer.all().milliseconds())
                        .max()
                        .orElse(0);
        scale = slowest > 0 ? LONGEST / slowest : 0;
    }

    static String of(Timing timing) {
        return new TimeSvg(timing).drawn();
    }

    private String drawn() {
        List<LayerTime> layers = timing.layers();
        int height = TOP + ROW * layers.size() + 8;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
                WIDTH, height, WIDTH, height);
        out.append(STYLE);
        add(
                "<text x=\"8\" y=\"20\">%s, %s: %.3f ms per iteration, %,.1f images/s</text>%n",
                escaped(timing.net()),
                timing.phase(),
                timing.milliseconds(),
                timing.imagesPerSecond());
        legend(8, "forward", timing.sum(LayerTime::forward));
        legend(208, "backward", timing.sum(LayerTime::backward));
        legend(408, "update", timing.sum(LayerTime::update));
        for (int i = 0; i < layers.size(); i++) row(layers.get(i), TOP + ROW * i);
        return out.append("</svg>\n").toString();
    }

    private void legend(int x, String part, double milliseconds) {
        add("<rect class=\"%s\" x=\"%d\" y=\"31\" width=\"12\" height=\"12\"/>%n", part, x);
        add("<text x=\"%d\" y=\"41\">%s %.3f ms</text>%n", x + 18, part, milliseconds);
    }

    private void row(LayerTime layer, int y) {
        add(
                "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>%n",
                LEFT - 8, y + 13, escaped(shortened(layer.name())));
        double x = LEFT;
        x = bar("forward", layer.forward(), x, y);
        x = bar("backward", layer.backward(), x, y);
        x = bar("update", layer.update(), x, y);
        add(
                "<text x=\"%.1f\" y=\"%d\">%.3f ms</text>%n",
                x + 6, y + 13, layer.all().milliseconds());
    }

    /** Draws a part from x on and returns where it ends. */
    private double bar(String part, Span span, double x, int y) {
        double width = scale * span.milliseconds();
        if (width > 0)
            add(
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                    part, x, y + 2, width, ROW - 4);
        return x + width;
    }

    private static String shortened(String name) {
        return name.length() <= 28 ? name : name.substring(0, 27) + "…";
    }

    /** Names from files may hold anything; control characters are no XML. */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }
}
