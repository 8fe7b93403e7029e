package jdl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.net.Norms;
import jdl.net.Norms.Mean;

/** The norms of a net in the words of Caffe's {@code debug_info}. */
final class NormLines {

    private NormLines() {}

    /** A line for each blob and weight. */
    static List<String> of(Norms norms) {
        List<String> lines = new ArrayList<>();
        norms.forward().forEach(mean -> lines.add(line("Forward", mean)));
        norms.backward().forEach(mean -> lines.add(line("Backward", mean)));
        return lines;
    }

    private static String line(String way, Mean mean) {
        return "    [%s] Layer %s, %s: %s"
                .formatted(way, mean.layer(), mean.what(), CppNumber.text(mean.value()));
    }

    /** The line for all weights together, after a backward. */
    static Optional<String> total(Norms norms) {
        if (norms.backward().isEmpty()) return Optional.empty();
        return Optional.of(
                "    [Backward] All net params (data, diff): L1 norm = (%s, %s); L2 norm = (%s, %s)"
                        .formatted(
                                CppNumber.text(norms.data().l1()),
                                CppNumber.text(norms.diff().l1()),
                                CppNumber.text(norms.data().l2()),
                                CppNumber.text(norms.diff().l2())));
    }
}
