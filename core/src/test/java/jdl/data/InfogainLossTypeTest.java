package jdl.data;

import static jdl.layer.LayerCase.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerRig;
import jdl.proto.BlobProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfogainLossTypeTest {

    @TempDir Path folder;

    @Test
    void theMatrixComesFromAFileAndTheLastBottomMayBeWeights() throws IOException {
        Path file = folder.resolve("H");
        var blob = BlobProto.newBuilder().setNum(1).setChannels(1).setHeight(2).setWidth(2);
        for (float gain : new float[] {1, 2, 3, 4}) blob.addData(gain);
        Files.write(file, blob.build().toByteArray());
        assertThat(loss(ofSource(file, ""))).isCloseTo(7 * 0.693147f, within(1e-5f));
        var weighted =
                ofSource(file, "loss_param { sample_weights: true normalization: NONE }")
                        .within(0.5f, 0.5f + 1e-6f, 1);
        assertThat(loss(weighted)).isCloseTo(3.5f * 0.693147f, within(1e-4f));
    }

    private static LayerCase ofSource(Path file, String settings) {
        return layer(
                        "{type: \"InfogainLoss\" infogain_loss_param { source: '%s' } %s }"
                                .formatted(file, settings))
                .bottom(1, 2)
                .labels(1, 2, 1);
    }

    private static float loss(LayerCase c) {
        var rig = new LayerRig(c, Kernels.plain(Workers.single()));
        rig.inputs().get(0).data().fill(0);
        return rig.forward().tops().get(0)[0];
    }

    @Test
    void aMissingBrokenOrTooSmallFileIsNamed() throws IOException {
        Path file = folder.resolve("broken");
        refused(file, Kind.MISSING, file.toString());
        Files.write(file, new byte[] {1, 2, 3});
        refused(file, Kind.CORRUPT, "is not a BlobProto");
        Files.write(file, BlobProto.newBuilder().addData(1).build().toByteArray());
        refused(file, Kind.CORRUPT, "4 values expected, but found 1");
    }

    private static void refused(Path file, Kind kind, String what) {
        assertThatThrownBy(() -> ofSource(file, "").create())
                .hasMessageContaining(what)
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(kind);
    }
}
