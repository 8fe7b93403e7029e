package jdl.layer;

import java.util.List;
import org.junit.platform.commons.support.ReflectionSupport;

/** All tests of this module that hold layers to {@link LayerContract}. */
final class Contracts {

    private Contracts() {}

    /** What all of them try. */
    static List<LayerCase> cases() {
        return ReflectionSupport.findAllClassesInPackage(
                        "jdl", type -> isContract(type), name -> name.endsWith("Test"))
                .stream()
                .map(type -> (LayerContract) ReflectionSupport.newInstance(type))
                .flatMap(LayerContract::cases)
                .toList();
    }

    private static boolean isContract(Class<?> type) {
        return LayerContract.class.isAssignableFrom(type) && !type.isInterface();
    }
}
