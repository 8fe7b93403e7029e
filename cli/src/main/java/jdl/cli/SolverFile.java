package jdl.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import jdl.solver.LrPolicy;
import jdl.solver.NetChoice;

/**
 * A solver, and all the nets that it names.
 *
 * @param settings with a snapshot_prefix, whether the file has one or not
 * @param nets reads the net file of a name
 */
record SolverFile(Path file, SolverParameter settings, Function<String, NetParameter> nets) {

    /** Reads a solver file and its nets; complains of what the user sets in none of them. */
    static SolverFile read(ConfigFiles files, Path file) {
        SolverParameter settings = files.solver(file);
        var named = settings.toBuilder().setSnapshotPrefix(prefix(settings, file)).build();
        var solver = new SolverFile(file, named, files.netsOf(file));
        solver.training();
        solver.testing();
        files.checkUsed();
        return solver;
    }

    /** As Caffe has it: without a prefix, or with a folder, the solver's name is taken. */
    private static String prefix(SolverParameter settings, Path file) {
        String stem = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        String prefix = settings.getSnapshotPrefix();
        if (prefix.isEmpty()) return file.resolveSibling(stem).toString();
        return Files.isDirectory(Path.of(prefix)) ? Path.of(prefix, stem).toString() : prefix;
    }

    NetChoice training() {
        return NetChoice.training(settings, nets);
    }

    List<NetChoice> testing() {
        return NetChoice.testing(settings, nets);
    }

    /** The default folder of the run. */
    Path runFolder() {
        return Path.of(settings.getSnapshotPrefix() + "_run");
    }

    /** What a run's weights are a function of: a change in display or tests is none in that. */
    ByteString digest() {
        var s = settings.toBuilder();
        s.clearDisplay().clearSnapshot().clearSnapshotPrefix().clearSnapshotDiff();
        if (!LrPolicy.knowsItsEnd(settings)) s.clearMaxIter().clearMaxEpoch();
        s.clearTestIter().clearTestInterval().clearTestInitialization().clearSnapshotAfterTrain();
        s.clearNet().clearTrainNet().clearTestNet().clearNetParam().clearTestNetParam();
        s.clearTestState().clearTestComputeLoss().clearSolverMode().clearDeviceId();
        s.clearWeights().clearWeightsFrom();
        s.setTrainNetParam(training().net());
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return ByteString.copyFrom(sha256.digest(s.build().toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The same run as files that need no others: the solver, which names the nets beside it. */
    Map<String, Message> alone() {
        Map<String, Message> files = new LinkedHashMap<>();
        var alone = settings.toBuilder();
        if (settings.hasNet()) alone.setNet(put(files, "net.yaml", settings.getNet()));
        if (settings.hasTrainNet())
            alone.setTrainNet(put(files, "train_net.yaml", settings.getTrainNet()));
        for (int i = 0; i < settings.getTestNetCount(); i++)
            alone.setTestNet(i, put(files, "test_net_" + i + ".yaml", settings.getTestNet(i)));
        files.put("solver.yaml", alone.build());
        return files;
    }

    private String put(Map<String, Message> files, String name, String net) {
        files.put(name, nets.apply(net));
        return name;
    }
}
