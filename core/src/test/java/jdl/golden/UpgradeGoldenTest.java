package jdl.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import java.util.stream.Stream;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import jdl.upgrade.Upgrade;
import jdl.upgrade.Upgraded;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Old files become the messages that Caffe's own upgrade tools make of them. */
class UpgradeGoldenTest {

    @TestFactory
    Stream<DynamicTest> upgrade() {
        return GoldenCase.all("upgrade").stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
    }

    private static void check(GoldenCase golden) {
        if (golden.json().path("kind").asText().equals("solver")) {
            var kind = SolverParameter.getDefaultInstance();
            check(golden, kind, Upgrade.solver(golden.read("in.prototxt", kind)));
        } else {
            var kind = NetParameter.getDefaultInstance();
            check(golden, kind, Upgrade.net(golden.read("in.prototxt", kind)));
        }
    }

    private static <M extends Message> void check(GoldenCase golden, M kind, Upgraded<M> upgraded) {
        assertThat(upgraded.message()).isEqualTo(golden.read("upgraded.prototxt", kind));
        boolean changed = !golden.read("in.prototxt", kind).equals(upgraded.message());
        assertThat(upgraded.changes().isEmpty()).as("nothing to tell").isEqualTo(!changed);
    }
}
