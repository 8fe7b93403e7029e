package jdl.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.net.Watch;
import jdl.proto.NetParameter;
import jdl.proto.NetState;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final String NET =
            """
            layer { name: 'x' type: 'DummyData' top: 'x' top: 'y' dummy_data_param {
              shape { dim: 2 dim: 3 } data_filler { type: 'gaussian' } } }
            layer { name: 'ip' type: 'InnerProduct' bottom: 'x' top: 'p'
              inner_product_param { num_output: 3 weight_filler { type: 'gaussian' std: 0.5 } } }
            layer { name: 'loss' type: 'EuclideanLoss' bottom: 'p' bottom: 'y' top: 'loss' }
            """;

    private static Stepper stepper(int passes) throws TextFormat.ParseException {
        var solver =
                SolverParameter.newBuilder()
                        .setBaseLr(0.1f)
                        .setLrPolicy("fixed")
                        .setIterSize(passes)
                        .setNetParam(TextFormat.parse(NET, NetParameter.class));
        return Workshop.of(
                        solver.build(),
                        name -> NetParameter.getDefaultInstance(),
                        NetState.getDefaultInstance(),
                        Kernels.plain(Workers.single()))
                .stepper();
    }

    /** Notes who is told of, and that no time runs backwards. */
    private record Notes(List<String> all) implements Watch {

        @Override
        public void forward(int step, long nanos) {
            note("forward " + step, nanos);
        }

        @Override
        public void backward(int step, long nanos) {
            note("backward " + step, nanos);
        }

        @Override
        public void update(String weight, long nanos) {
            note("update " + weight, nanos);
        }

        private void note(String what, long nanos) {
            assertThat(nanos).isNotNegative();
            all.add(what);
        }
    }

    @Test
    void aWatchIsToldOfEveryStepAndEveryWeightInTheirOrder() throws TextFormat.ParseException {
        var notes = new Notes(new ArrayList<>());
        Stepper stepper = stepper(1);
        stepper.watched(notes);
        stepper.step();
        assertThat(notes.all())
                .startsWith("forward 0", "forward 1", "forward 2")
                .containsSubsequence("forward 2", "backward 2", "backward 1", "update ip/0")
                .endsWith("update ip/0", "update ip/1");
    }

    @Test
    void eachPassOfAnIterationIsTold() throws TextFormat.ParseException {
        var notes = new Notes(new ArrayList<>());
        Stepper stepper = stepper(3);
        stepper.watched(notes);
        stepper.step();
        assertThat(notes.all()).filteredOn("forward 1"::equals).hasSize(3);
        assertThat(notes.all()).filteredOn("update ip/0"::equals).hasSize(1);
    }

    @Test
    void aWatchedRunHasTheSameBits() throws TextFormat.ParseException {
        Stepper alone = stepper(2);
        Stepper watched = stepper(2);
        watched.watched(new Notes(new ArrayList<>()));
        for (int i = 0; i < 3; i++) assertThat(watched.step()).isEqualTo(alone.step());
    }
}
