package jdl.cli;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import jdl.config.YamlPrinter;
import jdl.failure.Failure;
import jdl.solver.Event;

/** The folder in which a run leaves its config, its metrics and its log. */
final class RunFolder implements Reporter {

    private static final String CSV = "metrics.csv";
    private static final String JSON = "metrics.jsonl";
    private static final String LOG = "log.txt";

    private final Path folder;
    private final Writer csv;
    private final Writer json;
    private final Writer log;
    private final List<Reporter> reporters;

    private RunFolder(Path folder, Clock clock, LongSupplier nanos) {
        this.folder = folder;
        csv = appender(folder.resolve(CSV), MetricsTable.HEADER);
        json = appender(folder.resolve(JSON), "");
        log = appender(folder.resolve(LOG), "");
        reporters =
                List.of(
                        new MetricsTable(line -> write(csv, line)),
                        new EventJson(line -> write(json, line)),
                        new GlogLines(line -> write(log, line), clock, nanos));
    }

    /** A folder for a run from its first iteration; an older run's is kept under another name. */
    static RunFolder fresh(Path folder, Clock clock, LongSupplier nanos) {
        try {
            if (Files.exists(folder)) Files.move(folder, freeName(folder));
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Failure(
                    Failure.Kind.CANNOT_CREATE,
                    folder + ": the run's folder cannot be made: " + e.getMessage(),
                    e);
        }
        return new RunFolder(folder, clock, nanos);
    }

    /** The folder of a run that goes on; what it did beyond {@code iteration} is done anew. */
    static RunFolder resumed(Path folder, int iteration, Clock clock, LongSupplier nanos) {
        if (!Files.isDirectory(folder)) return fresh(folder, clock, nanos);
        keep(folder.resolve(CSV), line -> MetricsTable.isBefore(line, iteration));
        keep(folder.resolve(JSON), line -> EventJson.isBefore(line, iteration));
        return new RunFolder(folder, clock, nanos);
    }

    /** The first of x.1, x.2, … that nothing is called. */
    private static Path freeName(Path folder) {
        int number = 1;
        while (Files.exists(numbered(folder, number))) number++;
        return numbered(folder, number);
    }

    private static Path numbered(Path folder, int number) {
        return folder.resolveSibling(folder.getFileName() + "." + number);
    }

    /** Keeps some lines of a file, which at all times holds either all of them or only those. */
    private static void keep(Path file, Predicate<String> wanted) {
        if (!Files.exists(file)) return;
        Path copy = file.resolveSibling(file.getFileName() + ".tmp");
        String kept =
                Disk.read(file)
                        .lines()
                        .filter(wanted)
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
        Disk.write(copy, kept);
        try {
            Files.move(copy, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Disk.writing(file, e);
        }
    }

    private static Writer appender(Path file, String header) {
        try {
            boolean begun = Files.exists(file);
            Writer writer =
                    Files.newBufferedWriter(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (!begun) writer.write(header);
            return writer;
        } catch (IOException e) {
            throw Disk.writing(file, e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Writes the run's config as it was understood, file by file. */
    void config(Map<String, Message> files) {
        files.forEach(
                (name, message) -> Disk.write(folder.resolve(name), YamlPrinter.print(message)));
    }

    @Override
    public void accept(Event event) {
        reporters.forEach(r -> r.accept(event));
    }

    @Override
    public void note(String line) {
        reporters.forEach(r -> r.note(line));
    }

    private void write(Writer writer, String line) {
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw Disk.writing(folder, e);
        }
    }

    @Override
    public void close() {
        for (Writer writer : List.of(csv, json, log)) {
            try {
                writer.close();
            } catch (IOException e) {
                throw Disk.writing(folder, e);
            }
        }
    }
}
