package jdl.zoo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.FileName;
import jdl.file.LockedFile;
import jdl.file.Trouble;
import jdl.web.Progress;
import jdl.web.Wanted;

/** A store on a disk. */
final class FolderStore implements Store {

    /** No index takes longer to be written. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Path root;

    FolderStore(Path root) {
        this.root = root;
    }

    @Override
    public String address() {
        return root + "/";
    }

    @Override
    public Optional<ByteString> read(String path, int most) {
        Path file = root.resolve(path);
        return Files.exists(file) ? Optional.of(Small.read(file, most)) : Optional.empty();
    }

    @Override
    public void fetch(String path, Wanted file, Path place, Progress progress) {
        Copy.checked(root.resolve(path), file, place, progress);
    }

    @Override
    public boolean has(String path, Wanted file) {
        try {
            return file.is(root.resolve(path));
        } catch (IOException e) {
            throw Trouble.reading(root.resolve(path), e);
        }
    }

    @Override
    public void write(String path, Wanted file, Path from, Progress progress) {
        Copy.checked(from, file, root.resolve(path), progress);
    }

    @Override
    public void change(String path, int most, UnaryOperator<Optional<ByteString>> change) {
        Path file = root.resolve(path);
        Path lock = file.resolveSibling(FileName.of(file) + ".lock");
        try {
            Files.createDirectories(FileName.folder(file));
            long start = System.nanoTime();
            try (var held =
                    LockedFile.open(lock, () -> waited(start)).orElseThrow(() -> locked(lock))) {
                change.apply(read(path, most)).ifPresent(bytes -> Small.write(file, bytes));
                Files.deleteIfExists(lock);
                assert held.channel().isOpen();
            }
        } catch (IOException e) {
            throw Trouble.creating(file, e);
        }
    }

    private static boolean waited(long start) throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        return System.nanoTime() - start < LONGEST.toNanos();
    }

    private static Failure locked(Path lock) {
        return new Failure(
                Kind.LOCKED,
                lock + ": another jdl is pushing there\n    try again when it is done");
    }
}
