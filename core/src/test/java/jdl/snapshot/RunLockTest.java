package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.SolverParameter.SnapshotFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunLockTest {

    @TempDir Path folder;

    @Test
    void aSecondProcessIsToldWhoHasTheLockUntilThatOneIsKilled() throws Exception {
        Process holder = start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("locked");
            var failure = catchThrowableOfType(Failure.class, () -> run().lock());
            assertThat(failure.kind()).isEqualTo(Kind.LOCKED);
            assertThat(failure).hasMessageContaining("process " + holder.pid() + ",");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        run().lock().close();
    }

    @Test
    void theLockMayBeTakenAgainOnceItIsGivenUp() throws IOException {
        var lock = run().lock();
        assertThat(folder.resolve("x/run.lock"))
                .hasContent(Long.toString(ProcessHandle.current().pid()));
        assertThatThrownBy(() -> run().lock()).hasMessageContaining("is locked by process");
        lock.close();
        run().lock().close();
        assertThat(folder.resolve("x/run.lock")).isEmptyFile();
    }

    private Snapshots run() {
        return run(folder);
    }

    private static Snapshots run(Path folder) {
        return new Snapshots(folder.resolve("x/run").toString(), SnapshotFormat.BINARYPROTO);
    }

    private Process start() throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classes, Holder.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process: it takes the lock, says so, and waits to be killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] folder) throws InterruptedException {
            try (var lock = run(Path.of(folder[0])).lock()) {
                System.out.println(lock == null ? "" : "locked");
                Thread.sleep(60_000);
            }
        }
    }
}
