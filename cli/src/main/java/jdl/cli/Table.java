package jdl.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns: words to the left, numbers to the right. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        row(head);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Whether there is more than the head. */
    boolean hasRows() {
        return rows.size() > 1;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String pad = " ".repeat(width(c) - row.get(c).length());
                boolean right = isNumeric(c);
                line.append(right ? pad + row.get(c) : row.get(c) + pad).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.stream()
                .skip(1)
                .allMatch(row -> row.get(column).matches("[-\\d.,e+ ]*|nan|.* [KMG]iB"));
    }
}
