package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.DiskModel.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    private static final byte[] OLD = bytes(1, 300);
    private static final byte[] NEW = bytes(2, 1000);

    @TempDir Path folder;

    @Test
    void afterAnyPowerCutTheFileIsTheWholeOldOrTheWholeNewOne() {
        assertThat(brokenStates(recorded())).isEmpty();
    }

    @Test
    void theModelCatchesAWriterThatForgetsToSync() {
        var ops = recorded();
        assertThat(
                        brokenStates(
                                ops.stream()
                                        .filter(op -> !(op instanceof DiskModel.Force))
                                        .toList()))
                .isNotEmpty();
        assertThat(
                        brokenStates(
                                ops.stream()
                                        .filter(op -> !(op instanceof DiskModel.ForceFolder))
                                        .toList()))
                .isNotEmpty();
    }

    @Test
    void whicheverCallFailsTheOldFileStaysAndNothingIsLeftOver() throws IOException {
        Path target = folder.resolve("a.caffemodel");
        int failures = 0;
        for (int n = 1; ; n++) {
            Files.write(target, OLD);
            var disk = FailingDisk.atCall(n, full());
            var failure = catchThrowableOfType(Failure.class, () -> write(disk, target));
            if (failure == null) assertThat(target).hasBinaryContent(NEW);
            else assertThat(target).hasBinaryContent(OLD);
            if (failure != null) {
                failures++;
                assertThat(failure.kind()).isEqualTo(Kind.IO);
                assertThat(failure).hasMessageContaining(target.toString());
            }
            assertThat(folder.toFile().list()).containsExactly("a.caffemodel");
            if (disk.calls().size() < n) break;
        }
        assertThat(failures).as("folders, create, 4 writes, close, rename").isEqualTo(8);
    }

    @Test
    void whatIsFilledInAnyOrderIsWholeOrNotThereToo() throws IOException {
        Path target = folder.resolve("data.mdb");
        int failures = 0;
        for (int n = 1; ; n++) {
            Files.write(target, OLD);
            var disk = FailingDisk.atCall(n, full());
            var failure = catchThrowableOfType(Failure.class, () -> fill(disk, target));
            assertThat(target).hasBinaryContent(failure == null ? NEW : OLD);
            assertThat(folder.toFile().list()).containsExactly("data.mdb");
            if (failure != null) failures++;
            if (disk.calls().size() < n) break;
        }
        assertThat(failures).as("folders, create, 2 writes, overwrite, close, rename").isEqualTo(7);
        var disk = FailingDisk.at("overwrite", full());
        assertThat(catchThrowableOfType(Failure.class, () -> fill(disk, target)))
                .hasMessageContaining("it needs an unknown number of bytes, and 12,288 bytes");
    }

    private static void fill(Disk disk, Path target) {
        new AtomicFile(disk, target)
                .fill(
                        -1,
                        file -> {
                            file.write(ByteBuffer.allocate(300));
                            file.write(ByteBuffer.wrap(NEW, 300, 700));
                            file.overwrite(0, ByteBuffer.wrap(NEW, 0, 300));
                        });
    }

    @Test
    void aFullDiskIsToldWithTheBytesNeededAndFree() {
        var disk = FailingDisk.at("write", full());
        assertThat(catchThrowableOfType(Failure.class, () -> write(disk, folder.resolve("a"))))
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("1,000 bytes")
                .hasMessageContaining("12,288");
    }

    @Test
    void aFailedSyncIsNeverAskedForAgainOnTheSameFile() {
        var disk = FailingDisk.atFirst("force", full());
        write(disk, folder.resolve("a"));
        assertThat(disk.calls()).containsSubsequence("force 1", "delete", "create", "force 2");
        assertThat(disk.calls()).filteredOn("force 1"::equals).hasSize(1);
        assertThat(folder.resolve("a")).hasBinaryContent(NEW);
    }

    @Test
    void aSyncThatFailsAgainOnANewFileIsAnError() throws IOException {
        Path target = folder.resolve("a");
        Files.write(target, OLD);
        var failure =
                catchThrowableOfType(
                        Failure.class, () -> write(FailingDisk.at("force", full()), target));
        assertThat(failure.kind()).isEqualTo(Kind.IO);
        assertThat(target).hasBinaryContent(OLD);
        assertThat(folder.toFile().list()).containsExactly("a");
    }

    @Test
    void theKindOfFailureSaysWhetherAnotherFolderOrOtherRightsAreNeeded() {
        var denied = new AccessDeniedException("a");
        var readOnly = new FileSystemException("a", null, "Read-only file system");
        assertThat(kind("create", denied)).isEqualTo(Kind.PERMISSION);
        assertThat(kind("rename", denied)).isEqualTo(Kind.PERMISSION);
        assertThat(kind("create", readOnly)).isEqualTo(Kind.CANNOT_CREATE);
        assertThat(kind("createFolders", readOnly)).isEqualTo(Kind.CANNOT_CREATE);
        assertThat(kind("rename", readOnly)).isEqualTo(Kind.IO);
        assertThat(kind("close", full())).isEqualTo(Kind.IO);
    }

    @Test
    void contentThatCannotBeMadeLeavesNothingBehind() {
        var file = new AtomicFile(new RealDisk(), folder.resolve("a"));
        var failure =
                catchThrowableOfType(
                        IllegalStateException.class,
                        () ->
                                file.write(
                                        1,
                                        sink -> {
                                            sink.write(1);
                                            throw new IllegalStateException("a bug");
                                        }));
        assertThat(failure).hasMessage("a bug");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theDigestIsThatOfTheBytesAndFoldersAreMadeOnDemand() throws IOException {
        Path target = folder.resolve("x/y/a");
        ByteString digest = write(new RealDisk(), target);
        var expected = Digests.sha256().digest(Files.readAllBytes(target));
        assertThat(digest).isEqualTo(ByteString.copyFrom(expected));
        assertThat(target).hasBinaryContent(NEW);
    }

    private Kind kind(String call, IOException error) {
        var disk = FailingDisk.at(call, error);
        return catchThrowableOfType(Failure.class, () -> write(disk, folder.resolve("a"))).kind();
    }

    private static ByteString write(Disk disk, Path target) {
        return new AtomicFile(disk, target)
                .write(
                        NEW.length,
                        sink -> {
                            for (int i = 0; i < 4; i++) sink.write(NEW, 250 * i, 250);
                        });
    }

    private static List<Op> recorded() {
        var disk = new RecordingDisk();
        write(disk, Path.of("a"));
        return disk.ops();
    }

    /** The states after a power cut in which the file is neither the old nor the new one. */
    private static List<DiskModel.Crash> brokenStates(List<Op> ops) {
        var target = Path.of("a");
        var model = new DiskModel(7);
        var broken = new ArrayList<DiskModel.Crash>();
        for (int n = 0; n <= ops.size(); n++) {
            boolean acknowledged = n == ops.size();
            model.crashes(
                    Map.of(target, OLD),
                    ops.subList(0, n),
                    1000,
                    crash -> {
                        var found = crash.files().get(target);
                        boolean isNew = ByteBuffer.wrap(NEW).equals(found);
                        boolean isOld = ByteBuffer.wrap(OLD).equals(found);
                        if (!isNew && (acknowledged || !isOld)) broken.add(crash);
                    });
        }
        return broken;
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
