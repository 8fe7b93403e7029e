package jdl.golden;

import java.util.List;
import java.util.stream.Stream;
import jdl.kernel.KernelProvider;
import jdl.kernel.KernelProviders;
import jdl.kernel.Workers;
import jdl.net.Tuning;
import jdl.proto.NetParameter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Forward and backward of layers and whole nets equal Caffe's, on every make of kernels and in
 * every layout.
 */
class NetsGoldenTest {

    @TestFactory
    Stream<DynamicTest> layers() {
        return cases("layers");
    }

    @TestFactory
    Stream<DynamicTest> nets() {
        return cases("nets");
    }

    private static Stream<DynamicTest> cases(String group) {
        return GoldenCase.all(group).stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> run(c)));
    }

    private static void run(GoldenCase golden) {
        var net = golden.here(golden.read("net.prototxt", NetParameter.getDefaultInstance()));
        for (KernelProvider provider : KernelProviders.installed().all()) {
            if (provider.whyNot().isPresent()) continue;
            for (Tuning tuning : List.of(Tuning.NONE, Tuning.only(Tuning.Part.LAYOUTS)))
                new NetRun(golden, net, tuning, provider.open(Workers.single())).run();
        }
    }
}
