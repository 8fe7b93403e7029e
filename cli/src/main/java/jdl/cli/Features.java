package jdl.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.data.tool.FeatureFormat.Rows;
import jdl.data.tool.Progress;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.layer.Clock;
import jdl.layer.Reads;
import jdl.net.Batches;
import jdl.net.Net;
import jdl.net.Step;
import jdl.proto.Phase;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** What a net makes of all records, blob by blob; nothing is kept of a pass after it. */
final class Features {

    private final Net net;
    private final List<String> blobs;
    private final Progress progress;
    private final Reads reads;
    private final long seed;
    private final boolean training;
    private final long records;

    /**
     * @param seed of the net
     * @param batches to run; all records once if empty
     */
    Features(Net net, long seed, List<String> blobs, Optional<Integer> batches, Progress progress) {
        this.net = net;
        this.blobs = blobs;
        this.progress = progress;
        this.reads = Batches.reads(net.plan()).orElseThrow(Features::unknownSize);
        this.seed = Dice.key(seed, step().name());
        this.training = net.plan().state().getPhase() == Phase.TRAIN;
        this.records =
                batches.map(n -> Math.min(reads.size(), (long) n * reads.batch()))
                        .orElse(reads.size());
        blobs.forEach(this::shape);
    }

    private static Failure unknownSize() {
        return Failure.config(
                "no layer of this net knows how many records there are\n    give a net with a data layer in this phase, such as the one it was trained by");
    }

    private Step step() {
        return net.plan().steps().stream()
                .filter(step -> step.layer() == reads)
                .findFirst()
                .orElseThrow();
    }

    /** How many are written. */
    long records() {
        return records;
    }

    private Shape shape(String blob) {
        Shape shape = data(blob).shape();
        if (shape.rank() == 0 || shape.dim(0) != reads.batch())
            throw Failure.config(
                    "blob \"%s\" has shape %s, which is not one part for each of %d records"
                            .formatted(blob, shape, reads.batch()));
        return shape;
    }

    private Tensor data(String blob) {
        return net.blob(blob).orElseThrow(() -> unknown(blob)).data();
    }

    private Failure unknown(String blob) {
        List<String> known = net.plan().blobs().stream().map(b -> b.name()).distinct().toList();
        return Failure.config(
                "the net has no blob \"%s\"%s\n    it has: %s"
                        .formatted(blob, DidYouMean.among(known, blob), String.join(", ", known)));
    }

    void write(FeaturePlaces places) {
        open(places, new ArrayList<>());
    }

    /** Opens the next file within the one before, and at last runs the net. */
    private void open(FeaturePlaces places, List<Rows> open) {
        if (open.size() == blobs.size()) {
            new AtomicFile(new RealDisk(), places.keys()).write(-1, sink -> run(open, sink));
            return;
        }
        String blob = blobs.get(open.size());
        List<Integer> dims = new ArrayList<>(shape(blob).dims());
        dims.set(0, Math.toIntExact(records));
        places.format()
                .write(
                        places.files().get(open.size()),
                        FeaturePlaces.name(blob),
                        dims,
                        rows -> {
                            List<Rows> more = new ArrayList<>(open);
                            more.add(rows);
                            open(places, more);
                        });
    }

    /** The last batch ends with records of the beginning, which are not taken again. */
    private void run(List<Rows> files, OutputStream sink) throws IOException {
        net.settled(true);
        var keys = new BufferedOutputStream(sink, 1 << 16);
        int batch = reads.batch();
        for (long pass = 0; pass * batch < records; pass++) {
            net.forward(pass);
            int count = (int) Math.min(batch, records - pass * batch);
            for (int i = 0; i < files.size(); i++) {
                Tensor data = data(blobs.get(i));
                for (int place = 0; place < count; place++)
                    files.get(i).put(data.part(place, batch));
            }
            var clock = new Clock(training, seed, pass);
            for (int place = 0; place < count; place++) keys.write(line(reads.key(clock, place)));
            progress.at(pass * batch + count, records);
        }
        keys.flush();
    }

    private static byte[] line(String key) {
        return (key.replaceAll("[\r\n]", " ") + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
