package jdl.snapshot;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.file.Disk;
import jdl.file.hdf5.Hdf5Group;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Item.Group;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.proto.JdlState;
import jdl.tensor.Tensor;

/**
 * A {@code .solverstate.h5}: the fields of a SolverState by their names, {@code history/<i>}, and a
 * JdlState as bytes, which Caffe does not look for.
 */
final class Hdf5State {

    static final String ITER = "iter";

    private static final String LEARNED_NET = "learned_net";
    private static final String CURRENT_STEP = "current_step";
    private static final String HISTORY = "history";
    private static final String EXTRA = "jdl_state";

    private Hdf5State() {}

    /** Writes a file that Caffe reads; returns its SHA-256. */
    static ByteString write(Disk disk, Path path, State state) {
        Map<String, Hdf5Item> history = new LinkedHashMap<>();
        for (Tensor tensor : state.history())
            history.put(Integer.toString(history.size()), Values.floats(tensor));
        Map<String, Hdf5Item> members = new LinkedHashMap<>();
        members.put(ITER, Values.whole(state.iter()));
        members.put(LEARNED_NET, Values.text(state.learnedNet()));
        members.put(CURRENT_STEP, Values.whole(state.currentStep()));
        members.put(HISTORY, new Group(history));
        state.extra()
                .map(JdlState::toByteString)
                .ifPresent(bytes -> members.put(EXTRA, Values.bytes(bytes.size(), bytes::writeTo)));
        return SealedHdf5.write(disk, path, new Group(members));
    }

    /** Reads a file of jdl's or Caffe's. */
    static State read(Path path) {
        return SealedHdf5.read(path, root -> state(path, root)).content();
    }

    private static State state(Path path, Hdf5Group root) {
        FileKind kind = FileKind.of(root);
        if (kind != FileKind.STATE) throw kind.insteadOf(FileKind.STATE, path);
        return new State(
                count(root, ITER),
                root.has(LEARNED_NET) ? root.dataset(LEARNED_NET).text() : "",
                history(root.group(HISTORY)),
                root.has(CURRENT_STEP) ? count(root, CURRENT_STEP) : 0,
                root.has(EXTRA) ? Optional.of(extra(root)) : Optional.empty());
    }

    private static int count(Hdf5Group root, String name) {
        long count = root.dataset(name).whole();
        if (0 <= count && count <= Integer.MAX_VALUE) return (int) count;
        throw root.damaged(name, "is " + count);
    }

    private static List<Tensor> history(Hdf5Group group) {
        List<Tensor> history = new ArrayList<>();
        for (int i = 0; i < group.names().size(); i++)
            history.add(group.dataset(Integer.toString(i)).read());
        return history;
    }

    private static JdlState extra(Hdf5Group root) {
        try {
            return JdlState.parseFrom(root.dataset(EXTRA).bytes());
        } catch (InvalidProtocolBufferException e) {
            throw root.damaged(EXTRA, "cannot be read: " + e.getMessage());
        }
    }
}
