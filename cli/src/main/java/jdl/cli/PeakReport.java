package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdl.kernel.Kernels;

/** What a machine can, by threads: arithmetic, products, memory. */
record PeakReport(List<Row> rows) {

    private static final int SMALL = 512;
    private static final int LARGE = 2048;

    /**
     * With some threads.
     *
     * @param small GFLOP/s of a product of matrices of 512 × 512
     * @param large likewise of 2048 × 2048
     */
    record Row(MachinePeak peak, double small, double large) {

        static Row of(Kernels kernels) {
            return new Row(
                    MachinePeak.of(kernels),
                    MachinePeak.product(kernels, SMALL),
                    MachinePeak.product(kernels, LARGE));
        }
    }

    /** Measures; takes seconds. */
    static PeakReport of(List<Kernels> all) {
        List<Row> rows = new ArrayList<>();
        for (Kernels kernels : all) rows.add(Row.of(kernels));
        return new PeakReport(rows);
    }

    String text() {
        var table = new Table("threads", "FMA", "product " + SMALL, "product " + LARGE, "triad");
        for (Row row : rows)
            table.row(
                    String.valueOf(row.peak.threads()),
                    flops(row.peak.gigaflops()),
                    flops(row.small),
                    flops(row.large),
                    String.format(Locale.ROOT, "%.1f GB/s", row.peak.gigabytes()));
        return "kernels " + rows.get(0).peak.kernels() + "\n\n" + table;
    }

    private static String flops(double gigaflops) {
        return String.format(Locale.ROOT, "%.1f GFLOP/s", gigaflops);
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("kernels", rows.get(0).peak.kernels());
        var array = json.putArray("peaks");
        for (Row row : rows) {
            var each = array.addObject().put("threads", row.peak.threads());
            each.put("fma_gflops", row.peak.gigaflops());
            each.put("product_512_gflops", row.small).put("product_2048_gflops", row.large);
            each.put("triad_gb_per_second", row.peak.gigabytes());
        }
        return json;
    }
}
