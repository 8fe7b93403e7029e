package jdl.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/**
 * A folder that is there as a whole or not at all: it is filled under another name, with {@link
 * AtomicFile#TEMP} at its end, and gets its own name last.
 */
public final class AtomicFolder {

    /** Fills the folder. */
    public interface Content {
        void writeTo(Path folder);
    }

    private final Path target;
    private final Pattern ours;

    /**
     * @param ours the names of files that may be thrown away with an old folder
     */
    public AtomicFolder(Path target, Pattern ours) {
        this.target = target.toAbsolutePath().normalize();
        this.ours = ours;
    }

    /** Fails if there is something under the name, which may only be replaced by its like. */
    public void check(boolean replace) {
        if (!Files.exists(target)) return;
        if (!replace)
            throw new Failure(
                    Kind.CANNOT_CREATE,
                    target + ": exists; take another name, or write over it by --force");
        if (!Files.isDirectory(target)) throw foreign(target);
        try (Stream<Path> files = Files.list(target)) {
            files.filter(file -> !ours.matcher(FileName.of(file)).matches())
                    .findFirst()
                    .ifPresent(
                            file -> {
                                throw foreign(file);
                            });
        } catch (IOException e) {
            throw Trouble.reading(target, e);
        }
    }

    private static Failure foreign(Path file) {
        return new Failure(
                Kind.CANNOT_CREATE,
                file + ": is in the way, and nothing that may be replaced\n    take another name");
    }

    /** Makes the folder, in place of one that is there. */
    public void write(Content content) {
        Path fresh = beside();
        Path old = beside();
        try {
            Files.createDirectories(fresh);
            content.writeTo(fresh);
            if (Files.exists(target)) Files.move(target, old);
            Files.move(fresh, target);
            new RealDisk().force(FileName.folder(target));
        } catch (IOException e) {
            throw Trouble.creating(target, e);
        } finally {
            discard(fresh);
            if (Files.exists(target)) discard(old);
        }
    }

    private Path beside() {
        String unique = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return target.resolveSibling(FileName.of(target) + "." + unique + AtomicFile.TEMP);
    }

    private static void discard(Path folder) {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException | UncheckedIOException e) {
            // What is left has a name that tells what it is.
        }
    }
}
