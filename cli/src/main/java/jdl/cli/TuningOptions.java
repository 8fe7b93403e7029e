package jdl.cli;

import java.util.ArrayList;
import java.util.List;
import jdl.net.Tuning;
import picocli.CommandLine.Option;

/** Which passes make a net faster. */
final class TuningOptions {

    @Option(
            names = "--no-pass",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Run nets without a pass that makes them faster, such as layouts; without any: all."
                            + " A wrong name tells which there are.")
    private List<String> without = new ArrayList<>();

    Tuning tuning() {
        return Tuning.without(without);
    }
}
