package jdl.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run as a small picture: its losses and its scores over the iterations, each on its own axis.
 */
final class CurvesSvg {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 120;
    private static final int LEFT = 56;
    private static final int TOP = 28;
    private static final int GAP = 52;
    private static final int POINTS = 240;

    private static final List<String> COLOURS =
            List.of("#2a78b5", "#d9822b", "#5b9a4a", "#a35cb0", "#888888");

    private record Point(double x, double y) {}

    private final StringBuilder out = new StringBuilder();
    private final Map<String, List<Point>> losses = new LinkedHashMap<>();
    private final Map<String, List<Point>> scores = new LinkedHashMap<>();

    private CurvesSvg() {}

    /** The picture of a run's metrics.csv. */
    static String of(String metrics) {
        var svg = new CurvesSvg();
        metrics.lines().skip(1).forEach(svg::read);
        return svg.drawn();
    }

    private void read(String row) {
        String[] cell = row.split(",", -1);
        if (cell.length != 4 || cell[2].equals("lr") || cell[1].equals("train_output")) return;
        if (cell[2].equals("loss") && cell[1].equals("train")) return; // the smoothed one tells it
        var into = cell[2].contains("loss") ? losses : scores;
        String name = cell[1] + " " + cell[2].replace("smoothed_", "");
        try {
            double y = Double.parseDouble(cell[3]);
            if (Double.isFinite(y))
                into.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(new Point(Double.parseDouble(cell[0]), y));
        } catch (NumberFormatException e) {
            // a line that was cut off when the run was killed
            return;
        }
    }

    private String drawn() {
        int charts = (losses.isEmpty() ? 0 : 1) + (scores.isEmpty() ? 0 : 1);
        int height = charts * (TOP + HEIGHT + GAP);
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
                LEFT + WIDTH + 16, height, LEFT + WIDTH + 16, height);
        add(
                "<style>text{font:12px system-ui,sans-serif;fill:#888}polyline{fill:none;stroke-width:1.5}</style>%n");
        int y = 0;
        if (!losses.isEmpty()) y = chart(losses, y);
        if (!scores.isEmpty()) chart(scores, y);
        return out.append("</svg>\n").toString();
    }

    private int chart(Map<String, List<Point>> curves, int y) {
        List<Point> all = curves.values().stream().flatMap(List::stream).toList();
        double most = all.stream().mapToDouble(Point::y).max().orElse(1);
        double least = Math.min(0, all.stream().mapToDouble(Point::y).min().orElse(0));
        double last = Math.max(1, all.stream().mapToDouble(Point::x).max().orElse(1));
        double span = most > least ? most - least : 1;
        int top = y + TOP;
        int x = LEFT;
        int number = 0;
        for (var curve : curves.entrySet()) {
            String colour = COLOURS.get(number++ % COLOURS.size());
            add(
                    "<text x=\"%d\" y=\"%d\" style=\"fill:%s\">%s</text>%n",
                    x, y + 18, colour, curve.getKey().replaceAll("[^\\w ./-]", "?"));
            x += 8 * curve.getKey().length() + 24;
            var points = new StringBuilder();
            for (Point p : thinned(curve.getValue()))
                points.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                LEFT + WIDTH * p.x / last,
                                top + HEIGHT * (most - p.y) / span));
            add("<polyline stroke=\"%s\" points=\"%s\"/>%n", colour, points.toString().strip());
        }
        axis(top, most, least, last);
        return top + HEIGHT + GAP;
    }

    private void axis(int top, double most, double least, double last) {
        add(
                "<path d=\"M%d %d v%d h%d\" fill=\"none\" stroke=\"#888\"/>%n",
                LEFT, top, HEIGHT, WIDTH);
        add("<text x=\"4\" y=\"%d\">%s</text>%n", top + 10, number(most));
        add("<text x=\"4\" y=\"%d\">%s</text>%n", top + HEIGHT, number(least));
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,d iterations</text>%n",
                LEFT + WIDTH, top + HEIGHT + 18, (long) last);
    }

    private static List<Point> thinned(List<Point> all) {
        int step = Math.max(1, all.size() / POINTS);
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i += step) kept.add(all.get(i));
        kept.add(all.get(all.size() - 1));
        return kept;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }
}
