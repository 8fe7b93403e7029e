package jdl.snapshot;

import static com.google.protobuf.CodedOutputStream.computeInt32Size;
import static com.google.protobuf.CodedOutputStream.computeMessageSize;
import static com.google.protobuf.CodedOutputStream.computeStringSize;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;
import static jdl.proto.SolverState.CURRENT_STEP_FIELD_NUMBER;
import static jdl.proto.SolverState.HISTORY_FIELD_NUMBER;
import static jdl.proto.SolverState.ITER_FIELD_NUMBER;
import static jdl.proto.SolverState.JDL_STATE_FIELD_NUMBER;
import static jdl.proto.SolverState.LEARNED_NET_FIELD_NUMBER;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.file.Damage;
import jdl.file.Disk;
import jdl.file.RealDisk;
import jdl.proto.JdlState;
import jdl.tensor.Tensor;

/** A {@code .solverstate}: a SolverState. */
public final class StateFile {

    /** More than any net has; an empty blob takes more memory than space in a file. */
    private static final int MOST = 100_000;

    private final SealedFile file;
    private final List<Tensor> history = new ArrayList<>();
    private int iter = -1;
    private int currentStep;
    private String learnedNet = "";
    private Optional<JdlState> extra = Optional.empty();

    private StateFile(Path path) {
        this.file = new SealedFile(path, FileKind.STATE);
    }

    /** Writes a file that Caffe reads; returns its SHA-256. */
    public static ByteString write(Path path, State state) {
        return write(new RealDisk(), path, state);
    }

    static ByteString write(Disk disk, Path path, State state) {
        return new SealedFile(path, FileKind.STATE).write(disk, size(state), body(state));
    }

    private static long size(State state) {
        return computeInt32Size(ITER_FIELD_NUMBER, state.iter())
                + computeStringSize(LEARNED_NET_FIELD_NUMBER, state.learnedNet())
                + BlobWriter.size(HISTORY_FIELD_NUMBER, state.history(), List.of())
                + computeInt32Size(CURRENT_STEP_FIELD_NUMBER, state.currentStep())
                + state.extra()
                        .map(extra -> computeMessageSize(JDL_STATE_FIELD_NUMBER, extra))
                        .orElse(0);
    }

    private static SealedFile.Body body(State state) {
        return out -> {
            out.writeInt32(ITER_FIELD_NUMBER, state.iter());
            out.writeString(LEARNED_NET_FIELD_NUMBER, state.learnedNet());
            BlobWriter.write(out, HISTORY_FIELD_NUMBER, state.history(), List.of());
            out.writeInt32(CURRENT_STEP_FIELD_NUMBER, state.currentStep());
            if (state.extra().isPresent())
                out.writeMessage(JDL_STATE_FIELD_NUMBER, state.extra().get());
        };
    }

    /** Reads a file of jdl's or Caffe's. */
    public static State read(Path path) {
        if (FileKind.isHdf5(path)) return Hdf5State.read(path);
        var found = new StateFile(path);
        found.file.read(found::field);
        if (found.iter < 0) throw found.file.damaged("it names no iteration");
        return new State(
                found.iter, found.learnedNet, found.history, found.currentStep, found.extra);
    }

    private boolean field(CodedInputStream in, int number, int type) throws IOException {
        if (type == WIRETYPE_VARINT) {
            switch (number) {
                case ITER_FIELD_NUMBER -> iter = in.readInt32();
                case CURRENT_STEP_FIELD_NUMBER -> currentStep = in.readInt32();
                default -> {
                    return false;
                }
            }
            return true;
        }
        return type == WIRETYPE_LENGTH_DELIMITED && part(in, number);
    }

    private boolean part(CodedInputStream in, int number) throws IOException {
        switch (number) {
            case LEARNED_NET_FIELD_NUMBER -> learnedNet = in.readString();
            case HISTORY_FIELD_NUMBER -> remember(in);
            case JDL_STATE_FIELD_NUMBER -> extra = Optional.of(JdlState.parseFrom(in.readBytes()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void remember(CodedInputStream in) throws IOException {
        if (history.size() == MOST) throw new Damage("has more than " + MOST + " blobs");
        try {
            history.add(BlobReader.read(in).data());
        } catch (IOException e) {
            throw Damage.in("history " + history.size(), e);
        }
    }
}
