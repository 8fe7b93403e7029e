package jdl.zoo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jdl.file.FileName;
import jdl.file.Trouble;
import jdl.web.Progress;
import jdl.web.Wanted;

/** A store on a disk. */
final class FolderStore implements Store {

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
            try (var channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                assert held.isValid();
                change.apply(read(path, most)).ifPresent(bytes -> Small.write(file, bytes));
            } finally {
                Files.deleteIfExists(lock);
            }
        } catch (IOException e) {
            throw Trouble.creating(file, e);
        }
    }
}
