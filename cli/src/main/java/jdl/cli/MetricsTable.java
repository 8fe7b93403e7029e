package jdl.cli;

import java.util.List;
import java.util.function.Consumer;
import jdl.solver.Event;
import jdl.solver.Score;

/**
 * A run as rows of a CSV file, one number in each: which iteration, which phase, which name, which
 * value. So a new metric is no new column, and a plot is one filter.
 */
final class MetricsTable implements Reporter {

    static final String HEADER = "iteration,phase,name,value\n";

    private final Consumer<String> rows;

    MetricsTable(Consumer<String> rows) {
        this.rows = rows;
    }

    /** Whether a row is the header or of an iteration before {@code iteration}. */
    static boolean isBefore(String row, int iteration) {
        if ((row + "\n").equals(HEADER)) return true;
        String[] cells = row.split(",", 2);
        return cells.length == 2
                && cells[0].matches("\\d{1,9}")
                && Integer.parseInt(cells[0]) < iteration
                && row.chars().filter(c -> c == ',').count() >= 3;
    }

    @Override
    public void accept(Event event) {
        if (event instanceof Event.Stepped e && e.display()) {
            row(e.iteration(), "train", "loss", e.loss());
            row(e.iteration(), "train", "smoothed_loss", e.smoothed());
            row(e.iteration(), "train", "lr", e.rate());
            scores(e.iteration(), "train_output", e.outputs());
        } else if (event instanceof Event.LastLoss e) {
            row(e.iteration(), "train", "loss", e.loss());
            row(e.iteration(), "train", "smoothed_loss", e.smoothed());
        } else if (event instanceof Event.Tested e) {
            String phase = e.test() == 0 ? "test" : "test" + e.test();
            e.loss().ifPresent(loss -> row(e.iteration(), phase + "_loss", "loss", loss));
            scores(e.iteration(), phase, e.scores());
        }
    }

    private void scores(int iteration, String phase, List<Score> scores) {
        for (Score score : scores) row(iteration, phase, score.name(), score.value());
    }

    private void row(int iteration, String phase, String name, float value) {
        boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        String cell = plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
        rows.accept(iteration + "," + phase + "," + cell + "," + value);
    }
}
