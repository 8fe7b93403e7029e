package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.proto.SolverParameter.SnapshotFormat;
import jdl.snapshot.Snapshot;
import jdl.snapshot.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotKeeperTest {

    private static final ByteString CONFIG = ByteString.copyFromUtf8("config");

    @TempDir private Path folder;

    private static Workshop workshop() throws TextFormat.ParseException {
        var net =
                TextFormat.parse(
                        "layer { name: 'in' type: 'Input' top: 'x' top: 'y' input_param { shape { dim: 2 dim: 3 } } }"
                                + "layer { name: 'ip' type: 'InnerProduct' bottom: 'x' top: 'p'"
                                + " inner_product_param { num_output: 3 weight_filler { type: 'xavier' } } }"
                                + "layer { name: 'loss' type: 'EuclideanLoss' bottom: 'p' bottom: 'y' }",
                        NetParameter.class);
        var settings =
                TextFormat.parse(
                        "base_lr: 0.1 momentum: 0.9 lr_policy: 'fixed' average_loss: 2",
                        SolverParameter.class);
        var kernels = Kernels.plain(Workers.single());
        var whole = settings.toBuilder().setNetParam(net).build();
        Workshop made = Workshop.of(whole, name -> net, NetState.getDefaultInstance(), kernels);
        made.stepper().net().blob("x").orElseThrow().data().fill(0.5f);
        made.stepper().net().blob("y").orElseThrow().data().fill(1);
        return made;
    }

    private SnapshotKeeper keeper(Workshop workshop) {
        return new SnapshotKeeper(
                new Snapshots(folder.resolve("run").toString(), SnapshotFormat.BINARYPROTO),
                workshop,
                CONFIG);
    }

    private static float[] weights(Workshop workshop) {
        return workshop.stepper().net().weights().get(0).blob().data().toArray();
    }

    @Test
    void aRunTakenUpFromItsFilesEqualsTheUnbrokenOne() throws Exception {
        Workshop unbroken = workshop();
        for (int i = 0; i < 5; i++) unbroken.stepper().step();
        Workshop first = workshop();
        for (int i = 0; i < 3; i++) first.stepper().step();
        Event.Saved saved = keeper(first).save(first.stepper());
        Workshop second = workshop();
        Snapshot snapshot = Snapshot.load(saved.state());
        assertThat(second.resume(snapshot).copied()).containsExactly("ip");
        assertThat(keeper(second).sameConfig(snapshot)).isTrue();
        for (int i = 0; i < 2; i++) second.stepper().step();
        assertThat(weights(second)).isEqualTo(weights(unbroken));
        assertThat(second.stepper().smoothedLoss()).isEqualTo(unbroken.stepper().smoothedLoss());
    }

    @Test
    void weightsThatAreNotFiniteAreNeverSaved() throws Exception {
        Workshop workshop = workshop();
        workshop.stepper().net().weights().get(0).blob().data().set(4, Float.POSITIVE_INFINITY);
        assertThatThrownBy(() -> keeper(workshop).save(workshop.stepper()))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DIVERGED))
                .hasMessageContaining("weight \"ip/0\" holds Infinity; no snapshot is written");
        assertThat(folder).isEmptyDirectory();
    }
}
