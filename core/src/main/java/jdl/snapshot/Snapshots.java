package jdl.snapshot;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.Disk;
import jdl.file.RealDisk;
import jdl.file.Trouble;
import jdl.proto.JdlState;
import jdl.proto.SolverParameter.SnapshotFormat;

/** The snapshots of one run: pairs of files whose names begin with one prefix. */
public final class Snapshots {

    private final Names names;
    private final SnapshotFormat format;
    private final Disk disk;

    public Snapshots(String prefix, SnapshotFormat format) {
        this(prefix, format, new RealDisk());
    }

    Snapshots(String prefix, SnapshotFormat format, Disk disk) {
        this.names = new Names(prefix, format == SnapshotFormat.HDF5 ? Names.HDF5 : "");
        this.format = format;
        this.disk = disk;
    }

    /** Where the weights of an iteration are. */
    public Path weights(int iter) {
        return names.weights(iter);
    }

    /** Where the solver state of an iteration is. */
    public Path state(int iter) {
        return names.state(iter);
    }

    /**
     * Saves the weights and then, tied to them by their digest, the state, whose {@code learnedNet}
     * is filled in here. Once this returns, the pair outlives a power cut.
     */
    public void save(State state, String netName, List<NamedLayer> layers) {
        Path weights = weights(state.iter());
        ByteString sha256 = write(weights, netName, layers);
        var extra = state.extra().orElse(JdlState.getDefaultInstance()).toBuilder();
        var tied =
                new State(
                        state.iter(),
                        weights.toString(),
                        state.history(),
                        state.currentStep(),
                        Optional.of(extra.setLearnedNetSha256(sha256).build()));
        if (format == SnapshotFormat.HDF5) Hdf5State.write(disk, state(state.iter()), tied);
        else StateFile.write(disk, state(state.iter()), tied);
    }

    /** Saves the moving averages of the weights; to be called before {@link #save}. */
    public void saveAverages(int iter, String netName, List<NamedLayer> layers) {
        write(names.averages(iter), netName, layers);
    }

    private ByteString write(Path file, String netName, List<NamedLayer> layers) {
        return format == SnapshotFormat.HDF5
                ? Hdf5Weights.write(disk, file, layers)
                : WeightsFile.write(disk, file, netName, layers);
    }

    /**
     * Fails if a snapshot of so many bytes could not be written; to be asked before the training.
     */
    public void checkWritable(long bytes) {
        new AtomicFile(disk, weights(0)).check(bytes);
    }

    /** Takes the right to write this run's snapshots; fails if another process has it. */
    public RunLock lock() {
        return RunLock.take(disk, names.lock());
    }

    /** Removes what killed processes left half written; to be called under the lock. */
    public void clean() {
        long self = ProcessHandle.current().pid();
        for (Path file : files()) {
            var writer = names.writerOfTemp(file);
            // A process in a container often gets the number of the one that was killed before.
            if (writer.isPresent() && (writer.getAsLong() == self || !lives(writer.getAsLong())))
                remove(file);
        }
    }

    /** The newest good snapshot, by the iteration in its name. */
    public Latest latest() {
        var skipped = new ArrayList<String>();
        for (Path state : states()) {
            try {
                return new Latest(Optional.of(load(state)), skipped);
            } catch (Failure e) {
                skipped.add(String.valueOf(e.getMessage()));
            }
        }
        return new Latest(Optional.empty(), skipped);
    }

    private Snapshot load(Path file) {
        var snapshot = Snapshot.load(file);
        int iter = snapshot.state().iter();
        if (iter == iter(file)) return snapshot;
        String message = "%s: was renamed: it holds iteration %d".formatted(file, iter);
        throw new Failure(Failure.Kind.CORRUPT, message);
    }

    /** The run's solver states, newest first. */
    private List<Path> states() {
        return files().stream()
                .filter(file -> names.iterOfState(file).isPresent())
                .sorted(Comparator.<Path>comparingInt(this::iter).reversed().thenComparing(p -> p))
                .toList();
    }

    private int iter(Path state) {
        return names.iterOfState(state).orElseThrow();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(names.folder())) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Trouble.reading(names.folder(), e);
        } catch (UncheckedIOException e) {
            throw Trouble.reading(names.folder(), new IOException(e));
        }
    }

    private void remove(Path leftover) {
        try {
            disk.delete(leftover);
        } catch (IOException e) {
            // It takes up room, and that is all: the next start tries again.
        }
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }
}
