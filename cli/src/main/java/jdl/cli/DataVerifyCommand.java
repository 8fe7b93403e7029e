package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import jdl.data.tool.Broken;
import jdl.data.tool.Manifest;
import jdl.data.tool.SourceFiles;
import jdl.data.tool.Verification;
import jdl.failure.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jdl data verify}: whether all of a source can be read, and is what it was. */
@Command(
        name = "verify",
        description = {
            "Read and decode every record of a source, and list those that are broken; and hold its"
                    + " files to a manifest of their SHA-256.",
            ""
        },
        footer = {
            "",
            "A manifest has the form of sha256sum, with paths from its own folder:",
            "sha256sum -c checks it too.",
            "",
            "Exit code 65 if a record is broken, or a file changed, missing or new.",
            "",
            "Examples:",
            "  jdl data verify folder:photos",
            "  jdl data verify folder:photos --manifest photos.sha256 --write",
            "  jdl data verify folder:photos --manifest photos.sha256"
        })
final class DataVerifyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private SourceArgument source = new SourceArgument();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "Digests to hold the files to; with --write, to write.")
    private Optional<Path> manifest = Optional.empty();

    @Option(
            names = "--write",
            description = "Write the manifest of the files as they are, if no record is broken.")
    private boolean write;

    private final List<String> troubles = new ArrayList<>();

    DataVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (write && manifest.isEmpty())
            throw Failure.config("option --write: say where to: --manifest FILE");
        Optional<Manifest> old = write ? Optional.empty() : manifest.map(Manifest::read);
        // A source whose files have changed may be beyond opening; so this is told first.
        old.ifPresent(m -> tell(m.changes(new ScanBar(console, "hashed"))));
        open().ifPresent(opened -> check(opened, old));
        return troubles.isEmpty() ? 0 : Failure.Kind.CORRUPT.exitCode();
    }

    private Optional<SourceArgument.Opened> open() {
        try {
            return Optional.of(source.open(console));
        } catch (Failure e) {
            if (troubles.isEmpty()) throw e;
            Excuses.tell(console, e);
            return Optional.empty();
        }
    }

    private void check(SourceArgument.Opened opened, Optional<Manifest> old) {
        List<Broken> broken = Verification.of(opened.source(), new ScanBar(console, "read"));
        tell(broken.stream().map(b -> "broken: " + b).toList());
        old.ifPresent(m -> tell(m.additions(SourceFiles.of(opened.written(), opened.source()))));
        sum(opened.source().size(), broken.size());
        if (write) write(opened);
    }

    private void tell(List<String> lines) {
        lines.forEach(console.out()::println);
        troubles.addAll(lines);
    }

    private void sum(long records, int broken) {
        console.out()
                .println(
                        "%d records, %d of them broken%s"
                                .formatted(records, broken, write ? "" : files(broken)));
    }

    private String files(int broken) {
        if (manifest.isEmpty()) return "";
        int differing = troubles.size() - broken;
        return differing == 0
                ? "; all files are those of " + manifest.get()
                : "; %d files are not those of %s".formatted(differing, manifest.get());
    }

    private void write(SourceArgument.Opened opened) {
        Path file = manifest.orElseThrow();
        if (!troubles.isEmpty()) {
            console.err().println("jdl: %s is not written: records are broken".formatted(file));
            return;
        }
        var files = SourceFiles.of(opened.written(), opened.source());
        var made = Manifest.of(file, files, new ScanBar(console, "hashed"));
        made.write();
        console.out().println("%s: %d files".formatted(file, made.size()));
    }
}
