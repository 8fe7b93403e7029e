package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.util.List;
import java.util.stream.IntStream;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import jdl.proto.SolverState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a message holds, it comes back from print, presence included. */
class RoundTripTest {

    private static final List<Message> KINDS =
            List.of(
                    NetParameter.getDefaultInstance(),
                    SolverParameter.getDefaultInstance(),
                    LayerParameter.getDefaultInstance(),
                    SolverState.getDefaultInstance());

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRandomMessageComesBack(int seed) {
        var random = new RandomMessages(seed);
        for (int i = 0; i < 25; i++) {
            Message message = random.like(KINDS.get(i % KINDS.size()), 4);
            comesBack(message, new Text("seed" + seed + ".yaml", YamlPrinter.print(message)));
            comesBack(
                    message, new Text("seed" + seed + ".prototxt", PrototxtPrinter.print(message)));
        }
    }

    private static void comesBack(Message message, Text printed) {
        Message read = Reading.READER.read(printed, message.getDefaultInstanceForType()).message();
        assertThat(read).as(printed.content()).isEqualTo(message);
    }

    @Test
    void theRandomMessagesAreRich() {
        var random = new RandomMessages(1);
        int fields =
                IntStream.range(0, 200)
                        .mapToObj(i -> random.like(KINDS.get(0), 4))
                        .mapToInt(message -> message.getAllFields().size())
                        .sum();
        assertThat(fields).isGreaterThan(400);
    }
}
