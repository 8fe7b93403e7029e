package jdl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.proto.NetParameter;
import jdl.proto.SolverState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadToTheLastBit() {
        Path file = folder.resolve("a.solverstate");
        State written = Samples.state(500);
        StateFile.write(file, written);
        State read = StateFile.read(file);
        assertThat(read.iter()).isEqualTo(500);
        assertThat(read.learnedNet()).isEqualTo(written.learnedNet());
        assertThat(read.currentStep()).isEqualTo(2);
        assertThat(read.extra()).isEqualTo(written.extra());
        assertThat(Samples.bits(read.history())).isEqualTo(Samples.bits(written.history()));
    }

    @Test
    void aPlainProtobufParserReadsWhatWasMeant() throws IOException {
        Path file = folder.resolve("a.solverstate");
        StateFile.write(file, new State(3, "w", List.of(Samples.window()), 1, Optional.empty()));
        var blob =
                BlobProto.newBuilder()
                        .setShape(BlobShape.newBuilder().addDim(3))
                        .addAllData(List.of(1f, 2f, 3f));
        var expected =
                SolverState.newBuilder()
                        .setIter(3)
                        .setLearnedNet("w")
                        .addHistory(blob)
                        .setCurrentStep(1)
                        .build();
        var found = SolverState.parseFrom(Files.readAllBytes(file));
        assertThat(found.toBuilder().clearSeal().build()).isEqualTo(expected);
    }

    @Test
    void theSealHasOneNumberInBothMessages() {
        assertThat(SolverState.SEAL_FIELD_NUMBER).isEqualTo(NetParameter.SEAL_FIELD_NUMBER);
    }

    @Test
    void aStateOfCaffesIsRead() throws IOException {
        Path file = folder.resolve("a.solverstate");
        var caffe = SolverState.newBuilder().setIter(7).setLearnedNet("w.caffemodel").build();
        Files.write(file, caffe.toByteArray());
        assertThat(StateFile.read(file))
                .isEqualTo(new State(7, "w.caffemodel", List.of(), 0, Optional.empty()));
    }

    @Test
    void aWeightsFileIsToldByName() {
        Path file = folder.resolve("a.caffemodel");
        WeightsFile.write(file, "net", Samples.layers(1));
        assertThatThrownBy(() -> StateFile.read(file))
                .hasMessageContaining("is a weights file, not a solver state")
                .hasMessageContaining("--weights");
    }

    @Test
    void damageIsToldWithTheBlobInWhichItIs() throws IOException {
        Path file = folder.resolve("a.solverstate");
        var history = BlobProto.newBuilder().setShape(BlobShape.newBuilder().addDim(2));
        var state = SolverState.newBuilder().setIter(7).addHistory(history).build();
        Files.write(file, state.toByteArray());
        assertThatThrownBy(() -> StateFile.read(file))
                .hasMessageContaining("history 0: has the shape [2]");
    }
}
