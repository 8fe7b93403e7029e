package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Disk;
import jdl.file.DiskModel;
import jdl.file.RealDisk;
import jdl.file.RecordingDisk;
import jdl.proto.SolverParameter.SnapshotFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {

    @TempDir Path folder;
    private Snapshots snapshots;

    @BeforeEach
    void open() {
        snapshots = snapshots(new RealDisk());
    }

    @Test
    void aPairIsSavedUnderCaffesNamesAndLoaded() {
        save(snapshots, 500);
        assertThat(folder.resolve("run").toFile().list())
                .containsExactlyInAnyOrder(
                        "le.net_iter_500.caffemodel", "le.net_iter_500.solverstate");
        var loaded = Snapshot.load(snapshots.state(500));
        assertThat(loaded.state().iter()).isEqualTo(500);
        assertThat(loaded.state().learnedNet()).isEqualTo(snapshots.weights(500).toString());
        assertThat(loaded.state().extra().orElseThrow().getSeed()).isEqualTo(-5);
        assertThat(Samples.bitsOf(loaded.weights().layers()))
                .isEqualTo(Samples.bitsOf(Samples.layers(500)));
    }

    @Test
    void theLatestIsThatOfTheHighestIterationWhateverTheClockSays() throws IOException {
        for (int iter : new int[] {1000, 999, 20}) save(snapshots, iter);
        Files.writeString(folder.resolve("run/le.net_iter_2000.solverstate.bak"), "foreign");
        Files.writeString(folder.resolve("run/lexnet_iter_3000.solverstate"), "foreign");
        assertThat(snapshots.latest().snapshot().orElseThrow().state().iter()).isEqualTo(1000);
        assertThat(snapshots.latest().skipped()).isEmpty();
    }

    @Test
    void theLatestPassesOverDamagedOnesAndSaysWhy() throws IOException {
        for (int iter = 1; iter <= 6; iter++) save(snapshots, iter);
        flip(snapshots.state(6));
        flip(snapshots.weights(5));
        Files.delete(snapshots.weights(4));
        WeightsFile.write(snapshots.weights(3), "another run", Samples.layers(77));
        Files.copy(snapshots.state(1), snapshots.state(7));
        Files.writeString(Path.of(snapshots.state(8) + ".h5"), "");
        var latest = snapshots.latest();
        assertThat(latest.snapshot().orElseThrow().state().iter()).isEqualTo(2);
        assertThat(latest.skipped())
                .satisfiesExactly(
                        note -> assertThat(note).contains("iter_8", "is empty"),
                        note -> assertThat(note).contains("iter_7", "holds iteration 1"),
                        note -> assertThat(note).contains("iter_6.solverstate", "does not match"),
                        note -> assertThat(note).contains("iter_5.caffemodel", "does not match"),
                        note -> assertThat(note).contains("iter_4", "nor beside"),
                        note ->
                                assertThat(note)
                                        .contains("iter_3.solverstate", "iter_3.caffemodel"));
    }

    @Test
    void thereMayBeNoSnapshotYet() {
        assertThat(snapshots.latest()).isEqualTo(new Latest(Optional.empty(), List.of()));
    }

    @Test
    void aCopiedFolderIsLoadedEvenWhenTheOldOneLivesOn() throws IOException {
        save(snapshots, 5);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (Path file : List.of(snapshots.state(5), snapshots.weights(5)))
            Files.copy(file, copy.resolve(file.getFileName()));
        Path state = copy.resolve(snapshots.state(5).getFileName());
        WeightsFile.write(snapshots.weights(5), "went on", Samples.layers(6));
        assertThat(Snapshot.load(state).weights().netName()).isEqualTo("net");
        Files.delete(snapshots.weights(5));
        assertThat(Snapshot.load(state).weightsFile()).hasParent(copy);
    }

    @Test
    void aPairOfStrangersIsRefusedNamingBoth() {
        save(snapshots, 5);
        WeightsFile.write(snapshots.weights(5), "net", Samples.layers(6));
        var failure = catchThrowableOfType(Failure.class, () -> Snapshot.load(snapshots.state(5)));
        assertThat(failure.kind()).isEqualTo(Kind.CORRUPT);
        assertThat(failure)
                .hasMessageContaining(snapshots.state(5).toString())
                .hasMessageContaining(snapshots.weights(5).toString());
    }

    @Test
    void afterAnyPowerCutTheLatestIsAnAcknowledgedOneOrNewer() throws IOException {
        var disk = new RecordingDisk();
        var recorded = snapshots(disk);
        var acknowledged = new ArrayList<Integer>();
        for (int iter = 1; iter <= 3; iter++) {
            save(recorded, iter);
            acknowledged.add(disk.ops().size());
        }
        int states = 0;
        var seen = new HashSet<Map<Path, ByteBuffer>>();
        for (int n = 0; n <= disk.ops().size(); n++) {
            int done = n;
            var crashes = new ArrayList<DiskModel.Crash>();
            new DiskModel(n).crashes(Map.of(), disk.ops().subList(0, n), 250, crashes::add);
            states += crashes.size();
            long least = acknowledged.stream().filter(ops -> ops <= done).count();
            for (var crash : crashes) if (seen.add(crash.files())) recover(crash, least);
        }
        assertThat(states).isGreaterThan(10_000);
    }

    @Test
    void leftoversOfDeadProcessesAreRemovedAndForeignFilesAreNot() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        long self = ProcessHandle.current().pid();
        long alive = ProcessHandle.current().parent().orElseThrow().pid();
        List<String> dead =
                List.of(
                        "le.net_iter_5.caffemodel.999999999-ab-1.tmp",
                        "le.net_iter_5.solverstate." + self + "-ab-1.tmp",
                        "le.net_iter_5_ema.caffemodel.h5." + self + "-ab-1.tmp");
        List<String> kept =
                List.of(
                        "le.net_iter_5.caffemodel." + alive + "-ab-1.tmp",
                        "other_iter_5.caffemodel.999999999-ab-1.tmp",
                        "le.net_iter_5.caffemodel",
                        "notes.tmp");
        for (String name : dead) Files.writeString(run.resolve(name), "x");
        for (String name : kept) Files.writeString(run.resolve(name), "x");
        snapshots.clean();
        assertThat(run.toFile().list()).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsFoundBeforeTheTraining() throws IOException {
        snapshots.checkWritable(1000);
        assertThat(folder.resolve("run")).isEmptyDirectory();
        Files.writeString(folder.resolve("file"), "");
        var inFile = new Snapshots(folder.resolve("file/x").toString(), SnapshotFormat.BINARYPROTO);
        assertThat(kind(() -> inFile.checkWritable(0))).isEqualTo(Kind.CANNOT_CREATE);
        assertThat(kind(() -> snapshots.checkWritable(Long.MAX_VALUE))).isEqualTo(Kind.IO);
    }

    @Test
    void runsMayChangeTheFormatOfTheirSnapshots() {
        var hdf5 = new Snapshots(folder.resolve("run/le.net").toString(), SnapshotFormat.HDF5);
        save(snapshots, 1);
        save(hdf5, 2);
        assertThat(folder.resolve("run").toFile().list())
                .contains("le.net_iter_2.caffemodel.h5", "le.net_iter_2.solverstate.h5");
        assertThat(snapshots.latest().snapshot().orElseThrow().state().iter()).isEqualTo(2);
        save(snapshots, 3);
        assertThat(hdf5.latest().snapshot().orElseThrow().state().iter()).isEqualTo(3);
    }

    private Snapshots snapshots(Disk disk) {
        return new Snapshots(
                folder.resolve("run/le.net").toString(), SnapshotFormat.BINARYPROTO, disk);
    }

    private static void save(Snapshots snapshots, int iter) {
        snapshots.save(Samples.state(iter), "net", Samples.layers(iter));
    }

    private static Kind kind(Runnable task) {
        return catchThrowableOfType(Failure.class, task::run).kind();
    }

    private void recover(DiskModel.Crash crash, long least) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        for (var file : run.toFile().listFiles()) Files.delete(file.toPath());
        for (var entry : crash.files().entrySet())
            Files.write(entry.getKey(), entry.getValue().array());
        snapshots.clean();
        var latest = snapshots.latest().snapshot();
        int iter = latest.map(snapshot -> snapshot.state().iter()).orElse(0);
        assertThat((long) iter).isBetween(least, least + 1);
        if (latest.isEmpty()) return;
        assertThat(Samples.bitsOf(latest.get().weights().layers()))
                .isEqualTo(Samples.bitsOf(Samples.layers(iter)));
        assertThat(Samples.bits(latest.get().state().history()))
                .isEqualTo(Samples.bits(Samples.state(iter).history()));
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
