package jdl.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No type of layer is installed without a test that holds it to {@link LayerContract}. */
class EveryTypeIsTriedTest {

    /** Types that a rig without files cannot run, and why. */
    private static final Map<String, String> WITHOUT_CONTRACT =
            Map.of(
                    "Data", "reads a source: DataLayerTest",
                    "TextData", "reads a text: jdl.data.text",
                    "HDF5Data", "reads files: HDF5DataLayerTest",
                    "HDF5Output", "writes a file: HDF5OutputLayerTest",
                    "ImageData", "reads a source: PictureSourceTest",
                    "Python", "refuses: RefusingTypesTest",
                    "WindowData", "reads a source: WindowDataLayerTest");

    private static final Set<String> TRIED =
            Contracts.cases().stream()
                    .map(c -> c.settings().getType())
                    .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyInstalledTypeHasCasesOfTheContract() {
        var installed = new TreeSet<>(LayerTypes.installed().names());
        installed.removeAll(WITHOUT_CONTRACT.keySet());
        installed.removeAll(TRIED);
        assertThat(installed).isEmpty();
    }

    @Test
    void noExceptionOutlivesItsReason() {
        assertThat(LayerTypes.installed().names()).containsAll(WITHOUT_CONTRACT.keySet());
        assertThat(WITHOUT_CONTRACT.keySet()).doesNotContainAnyElementsOf(TRIED);
    }
}
