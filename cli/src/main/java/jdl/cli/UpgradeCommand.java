package jdl.cli;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.snapshot.WeightsFile;
import jdl.upgrade.Upgrade;
import jdl.upgrade.Upgraded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jdl upgrade}: what an older Caffe wrote, in the form of today. */
@Command(
        name = "upgrade",
        description = {
            "Write a net, a solver or weights of an older Caffe in today's form, and tell what"
                    + " changed. Every command reads the old form as well.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl upgrade old_train_val.prototxt train_val.prototxt",
            "  jdl upgrade old_solver.prototxt solver.yaml --kind solver",
            "  jdl upgrade old.caffemodel new.caffemodel",
            "  jdl upgrade resnet_nv.caffemodel resnet.caffemodel --dialect nvidia"
        })
final class UpgradeCommand implements Callable<Integer> {

    /** What a text can be. */
    enum Kind {
        NET,
        SOLVER
    }

    private final Console console;

    @Mixin private InOut file = new InOut();

    @Option(
            names = "--kind",
            paramLabel = "net|solver",
            description = "What IN is, where its keys do not tell.")
    private Optional<Kind> kind = Optional.empty();

    @Mixin private DialectOption dialect = new DialectOption();
    @Mixin private ConfigOptions config = new ConfigOptions();

    UpgradeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (DialectOption.isBinary(file.in())) return weights();
        file.check();
        var files = new ConfigFiles(console, config);
        boolean solver = kind.map(Kind.SOLVER::equals).orElseGet(() -> files.isSolver(file.in()));
        Upgraded<? extends Message> upgraded =
                solver
                        ? Upgrade.solver(files.writtenSolver(file.in()))
                        : Upgrade.net(files.writtenNet(file.in()));
        files.checkUsed();
        file.write(console, upgraded.message(), file.inIsYaml());
        tell(upgraded.changes());
        return 0;
    }

    private int weights() {
        if (file.isStdout())
            throw Failure.config(file.in() + ": weights are no text; name a file to write them to");
        file.checkFree();
        var model = dialect.read(file.in());
        var upgraded = Upgrade.net(model.net());
        WeightsFile.write(file.path(), upgraded.message());
        tell(Stream.concat(model.notes().stream(), upgraded.changes().stream()).toList());
        return 0;
    }

    private void tell(List<String> changes) {
        changes.forEach(change -> console.err().println(file.in() + ": " + change));
        if (changes.isEmpty()) console.err().println(file.in() + ": is of today's form already");
    }
}
