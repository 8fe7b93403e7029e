package jdl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdl.net.GradientCheck.Element;
import jdl.net.GradientCheck.Finding;
import jdl.net.GradientCheck.Verdict;

/**
 * What a gradient check found, as text and as JSON.
 *
 * @param wrongAlone the layers that are wrong without their net, too
 */
record GradcheckReport(List<Finding> findings, List<String> wrongAlone) {

    boolean passed() {
        return findings.stream().allMatch(Finding::passed);
    }

    /** Lines for people; {@code net} if it was a whole net that was checked. */
    List<String> lines(boolean net) {
        List<String> lines = new ArrayList<>(table().toString().lines().toList());
        worst().ifPresentOrElse(
                        finding -> lines.add(line(finding)),
                        () ->
                                lines.add(
                                        "nothing was checked: no weight and no input takes a gradient"));
        if (!wrongAlone.isEmpty())
            lines.add("wrong when checked alone: " + String.join(", ", wrongAlone));
        else if (net && !passed())
            lines.add(
                    "each layer is right when checked alone; try --phase TEST, or another --step");
        return lines;
    }

    private Table table() {
        var table = new Table("layer", "checked by", "elements", "kinks", "worst error", "");
        for (Finding f : findings)
            table.row(
                    f.layer(),
                    f.name(),
                    f.elements().size() + " of " + f.size(),
                    f.count(Verdict.KINK) == 0 ? "" : f.count(Verdict.KINK) + "",
                    CppNumber.text(f.worst().error()),
                    f.passed() ? "ok" : "WRONG");
        return table;
    }

    private static String line(Finding f) {
        Element worst = f.worst();
        return "%s: %s, element %d of layer \"%s\": gradient %s, by differences %s"
                .formatted(
                        f.passed() ? "worst" : "WRONG",
                        f.name(),
                        worst.index(),
                        f.layer(),
                        CppNumber.text(worst.analytic()),
                        CppNumber.text(worst.numeric()));
    }

    /** What is wrong is worse than what is right, however far that is off. */
    private Optional<Finding> worst() {
        return findings.stream()
                .max(
                        Comparator.comparing((Finding f) -> !f.passed())
                                .thenComparing(f -> f.worst().error()));
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("passed", passed());
        var list = json.putArray("checked");
        for (Finding f : findings) {
            var node = list.addObject().put("layer", f.layer()).put("name", f.name());
            node.put("passed", f.passed()).put("size", f.size());
            node.put("elements", f.elements().size()).put("kinks", f.count(Verdict.KINK));
            Element worst = f.worst();
            node.putObject("worst")
                    .put("index", worst.index())
                    .put("gradient", worst.analytic())
                    .put("difference", worst.numeric())
                    .put("error", worst.error());
        }
        var alone = json.putArray("wrong_alone");
        wrongAlone.forEach(alone::add);
        return json;
    }
}
