package jdl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jdl.failure.Failure;
import jdl.kernel.Kernels;
import jdl.layer.Clock;
import jdl.layer.Reads;
import jdl.net.Net;
import jdl.net.NetPlan;
import jdl.net.Output;
import jdl.net.Step;
import jdl.net.Tuning;
import jdl.net.Weights;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.Phase;
import jdl.snapshot.WeightsFile;
import jdl.solver.WeightCopy;
import jdl.tensor.Tensor;

/** A net that reads a source instead of its input, sample by sample. */
final class Predictor {

    private static final long SEED = 1;

    /** What the net makes of one sample: each output's part of it. */
    record Prediction(String sample, Optional<String> trouble, List<Output> outputs) {}

    private final Net net;
    private final Step data;
    private final Reads reads;

    /**
     * @param settings with an Input layer in place of which {@code data} is read
     */
    Predictor(
            NetParameter settings,
            LayerParameter data,
            Tuning tuning,
            Kernels kernels,
            ModelFiles files) {
        var reading = settings.toBuilder();
        for (int i = 0; i < settings.getLayerCount(); i++)
            if (settings.getLayer(i).getName().equals(data.getName())) reading.setLayer(i, data);
        var state = NetState.newBuilder().setPhase(Phase.TEST).build();
        var plan = NetPlan.of(reading.build(), state);
        net = new Net(plan, tuning, new Weights(SEED), kernels, SEED);
        this.data =
                plan.steps().stream()
                        .filter(step -> step.name().equals(data.getName()))
                        .findFirst()
                        .orElseThrow();
        reads = (Reads) this.data.layer();
        load(files);
        net.settled(true);
    }

    private void load(ModelFiles files) {
        List<String> missing = List.of();
        for (var file : files.weights())
            missing = WeightCopy.into(net, WeightsFile.read(file).layers()).missing();
        if (!missing.isEmpty())
            throw Failure.config(
                    "layer \"%s\" has weights, but %s has none for it\n    take the weights of this net, or rename the layer"
                            .formatted(missing.get(0), files.weights().get(0)));
    }

    /** Runs all samples of the source. */
    void run(Consumer<Prediction> told) {
        int batch = reads.batch();
        for (long pass = 0; pass * batch < reads.size(); pass++) {
            net.forward(pass);
            List<Output> outputs = net.outputs();
            var clock = new Clock(false, 0, pass);
            for (int place = 0; place < batch && pass * batch + place < reads.size(); place++)
                told.accept(prediction(reads.key(clock, place), outputs, place, batch));
        }
    }

    private Prediction prediction(String key, List<Output> outputs, int place, int batch) {
        var trouble = reads.badRecords().stream().filter(line -> line.startsWith(key)).findFirst();
        var parts = new ArrayList<Output>();
        for (Output output : outputs) {
            if (output.data().shape().rank() == 0 || output.data().shape().dim(0) != batch)
                throw Failure.config(
                        "output \"%s\" has shape %s, which is not one part for each of %d samples"
                                .formatted(output.name(), output.data().shape(), batch));
            Tensor part = output.data().part(place, batch);
            parts.add(new Output(output.name(), part, output.lossWeight()));
        }
        return new Prediction(key, trouble, parts);
    }
}
