package jdl.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.Sources;
import jdl.data.tool.PlainPath;
import jdl.failure.Failure;
import jdl.proto.Phase;
import jdl.proto.SourceParameter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The source that a command works on. */
final class SourceArgument {

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description =
                    "A source as a config has it, such as folder:DIR or csv:FILE; a path, whose kind"
                            + " its content or its ending tells; or a net or solver whose data are"
                            + " meant.")
    private String source = "";

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            description = "The data layer that is meant, where a net has several.")
    private Optional<String> layer = Optional.empty();

    @Option(
            names = "--phase",
            paramLabel = "TRAIN|TEST",
            description = "The phase whose data layer is meant; ${DEFAULT-VALUE} by default.",
            defaultValue = "TRAIN")
    private Phase phase = Phase.TRAIN;

    @Option(names = "--gray", description = "Read pictures as grey ones.")
    private boolean gray;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The folder that the paths in a list of images begin in.")
    private Optional<Path> root = Optional.empty();

    /**
     * A source that is open.
     *
     * @param written as a config would have it, with its kind
     */
    record Opened(String written, Source source) {}

    Opened open(Console console) {
        if (isNet()) return net(console).open(settings());
        String written = withKind(source);
        return new Opened(written, Sources.installed().open(written, settings()));
    }

    private NetData net(Console console) {
        return NetData.of(console, Path.of(source), phase, layer);
    }

    private SourceParameter settings() {
        var settings = SourceParameter.newBuilder();
        if (gray) settings.setColor(SourceParameter.Color.GRAY);
        root.ifPresent(folder -> settings.setRootFolder(folder.toString()));
        return settings.build();
    }

    private boolean isNet() {
        return source.matches("(?i).*\\.(ya?ml|prototxt|pt)") && exists(source);
    }

    /** A path that is there is meant as one, whatever its name looks like. */
    static String withKind(String written) {
        boolean there = exists(written);
        if (!there && written.matches("(?s)[a-z][a-z0-9]+:.*")) return written;
        if (!there)
            throw new Failure(
                    Failure.Kind.MISSING,
                    written
                            + ": there is no such file or folder\n    give one, or a source with its kind, such as digits:train; see jdl data list");
        return PlainPath.asSource(written)
                .orElseThrow(
                        () ->
                                Failure.config(
                                        written
                                                + ": its kind cannot be told\n    write it in front, such as idx:"
                                                + written
                                                + "; see jdl data list"));
    }

    private static boolean exists(String written) {
        try {
            return Files.exists(DataFolder.ofUser().resolve(written));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
