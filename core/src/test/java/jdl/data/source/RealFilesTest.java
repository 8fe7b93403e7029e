package jdl.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import jdl.data.Source;
import jdl.data.SourceContract;
import jdl.data.Sources;
import org.junit.jupiter.api.Test;

/** The published files, where a folder with them lies beside the checkout. */
class RealFilesTest {

    @Test
    void mnistHasItsSizesLabelsAndMean() {
        Source train = open("idx", "mnist", "train");
        assertThat(train.size()).isEqualTo(60_000);
        assertThat(new int[] {train.label(0), train.label(1), train.label(2)})
                .containsExactly(5, 0, 4);
        assertThat(mean(train)).isBetween(33.31, 33.33); // 0.1307 of 255, as everybody knows
        Source test = open("idx", "mnist", "test");
        assertThat(test.size()).isEqualTo(10_000);
        assertThat(test.label(0)).isEqualTo(7);
    }

    @Test
    void cifarHasItsSizesLabelsAndMean() {
        Source train = open("cifar10", "cifar10", "train");
        assertThat(train.size()).isEqualTo(10_100);
        assertThat(new int[] {train.label(0), train.label(1), train.label(2)})
                .containsExactly(6, 9, 9);
        assertThat(mean(train)).isBetween(119.0, 122.0);
        assertThat(open("cifar10", "cifar10", "test").size()).isEqualTo(1000);
    }

    private static double mean(Source source) {
        double sum = 0;
        for (long i = 0; i < source.size(); i++) {
            float[] image = SourceContract.pixels(source, i);
            for (float value : image) sum += value;
        }
        return sum / source.size() / source.columns().get(0).shape().count();
    }

    private static Source open(String scheme, String folder, String split) {
        Path shared = Path.of(System.getProperty("jdl.root", ".."), "..", "shared", "data", folder);
        assumeTrue(Files.isDirectory(shared), "no data in " + shared);
        return Sources.installed().open(scheme + ":" + shared.resolve(split));
    }
}
