package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormat.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.file.hdf5.Hdf5Item;
import jdl.file.hdf5.Hdf5Item.Values;
import jdl.file.hdf5.Hdf5Writer;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import jdl.proto.SolverParameter.SnapshotFormat;
import jdl.snapshot.Snapshot;
import jdl.snapshot.Snapshots;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nets that read HDF5 files learn, and go on from snapshots in HDF5 to the last bit. */
class Hdf5TrainingTest {

    private static final String SOLVER =
            "base_lr: 0.1 momentum: 0.9 lr_policy: 'fixed' max_iter: 40 ";

    private static final String NET =
            """
            layer { name: 'in' type: 'HDF5Data' top: 'x' top: 'label'
              hdf5_data_param { source: 'LIST' batch_size: 8 shuffle: true } }
            layer { name: 'one/hidden' type: 'InnerProduct' bottom: 'x' top: 'h' param { name: 'w' }
              inner_product_param { num_output: 5 weight_filler { type: 'xavier' } } }
            layer { name: 'tanh' type: 'TanH' bottom: 'h' top: 't' }
            layer { name: 'two' type: 'InnerProduct' bottom: 't' top: 'u' param { name: 'w' }
              inner_product_param { num_output: 5 } }
            layer { name: 'out' type: 'InnerProduct' bottom: 'u' top: 'y'
              inner_product_param { num_output: 2 weight_filler { type: 'xavier' } } }
            layer { name: 'loss' type: 'SoftmaxWithLoss' bottom: 'y' bottom: 'label' top: 'loss' }
            """;

    @TempDir private Path folder;

    @Test
    void aShuffledRunGoesOnFromASnapshotToTheLastBit() throws IOException, ParseException {
        // Neither file's rows are a multiple of a batch, and no epoch ends with one.
        write(folder.resolve("a.h5"), 37, 1);
        write(folder.resolve("b.h5"), 22, 2);
        Path list = Files.writeString(folder.resolve("list.txt"), "a.h5\nb.h5\n");
        String net = NET.replace("LIST", list.toString());
        Workshop whole = workshop(net, SOLVER);
        for (int i = 0; i < 40; i++) whole.stepper().step();
        Workshop first = workshop(net, SOLVER);
        for (int i = 0; i < 23; i++) first.stepper().step();
        var snapshots = new Snapshots(folder.resolve("run").toString(), SnapshotFormat.HDF5);
        new SnapshotKeeper(snapshots, first, ByteString.EMPTY).save(first.stepper());
        Workshop second = workshop(net, SOLVER);
        second.resume(Snapshot.load(snapshots.state(23)));
        for (int i = 23; i < 40; i++) second.stepper().step();
        assertThat(Moons.weights(second)).isEqualTo(Moons.weights(whole));
        assertThat(Moons.floats(second.stepper().progress().history()))
                .isEqualTo(Moons.floats(whole.stepper().progress().history()));
    }

    @Test
    void caffesExampleOfHdf5IsLearnt() throws IOException, ParseException {
        Path shared = Path.of(System.getProperty("jdl.root", ".."), "../shared/data/hdf5");
        Path example = shared.resolve("hdf5_classification");
        assumeTrue(Files.isDirectory(example), () -> "no folder " + example);
        String net = Files.readString(example.resolve("nonlinear_train_val.prototxt"));
        for (String part : List.of("train", "test")) {
            Path list =
                    Files.writeString(
                            folder.resolve(part + ".txt"),
                            example.resolve(part + ".h5").toAbsolutePath().toString());
            net =
                    net.replace(
                            "examples/hdf5_classification/data/" + part + ".txt", list.toString());
        }
        String solver =
                "base_lr: 0.01 lr_policy: 'step' gamma: 0.1 stepsize: 5000 max_iter: 10000"
                        + " momentum: 0.9 weight_decay: 0.0005 test_iter: 250 test_interval: 10000";
        Workshop shop = workshop(net, solver);
        for (int i = 0; i < 10_000; i++) shop.stepper().step();
        float accuracy =
                shop.testers().get(0).run(0, pass -> {}, () -> false).scores().get(0).value();
        // Caffe's notebook tells of 0.83 or so; a plain logistic regression has 0.75.
        assertThat(accuracy).isGreaterThan(0.82f);
    }

    private static void write(Path path, int rows, long seed) {
        Tensor x = Tensor.zeros(Shape.of(rows, 5));
        Tensor label = Tensor.zeros(Shape.of(rows));
        Dice dice = Dice.of(seed);
        for (int i = 0; i < x.size(); i++) x.set(i, (float) dice.gaussian());
        for (int i = 0; i < rows; i++) label.set(i, x.get(5 * i) * x.get(5 * i + 1) > 0 ? 1 : 0);
        Map<String, Hdf5Item> members = new LinkedHashMap<>();
        members.put("x", Values.floats(x));
        members.put("label", Values.floats(label));
        var writer = new Hdf5Writer(new Hdf5Item.Group(members), new byte[0]);
        new AtomicFile(new RealDisk(), path).write(writer.size(), writer::writeTo);
    }

    private static Workshop workshop(String net, String solver) throws ParseException {
        var message = TextFormat.parse(net, NetParameter.class);
        return Workshop.of(
                TextFormat.parse(solver, SolverParameter.class).toBuilder()
                        .setNetParam(message)
                        .build(),
                name -> message,
                NetState.getDefaultInstance(),
                Kernels.plain(Workers.single()));
    }
}
