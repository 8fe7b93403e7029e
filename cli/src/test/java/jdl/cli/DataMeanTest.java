package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.data.Source;
import jdl.data.Sources;
import jdl.data.Values;
import jdl.proto.BlobProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataMeanTest {

    @TempDir private Path folder;

    @Test
    void theMeanIsThatOfAllPicturesAtEachPlace() throws IOException {
        Path out = folder.resolve("mean.binaryproto");
        Run run = Run.jdl("data", "mean", "digits:test", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        BlobProto mean = BlobProto.parseFrom(Files.readAllBytes(out));
        assertThat(mean.hasShape()).isFalse();
        assertThat(mean.getNum()).isEqualTo(1);
        assertThat(mean.getChannels() * mean.getHeight() * mean.getWidth())
                .isEqualTo(mean.getDataCount());
        Source source = Sources.installed().open("digits:test");
        double[] sums = sums(source, mean.getDataCount());
        double all = 0;
        for (int i = 0; i < sums.length; i++) {
            assertThat(mean.getData(i)).isEqualTo((float) (sums[i] / source.size()));
            all += sums[i] / source.size() / sums.length;
        }
        assertThat(run.out()).contains("mean_value: " + CppNumber.text((float) all));
    }

    private static double[] sums(Source source, int count) {
        double[] sums = new double[count];
        var values = new Values();
        for (long n = 0; n < source.size(); n++) {
            source.read(n, 0, values);
            for (int i = 0; i < count; i++)
                sums[i] += values.get(0, i / values.width(), i % values.width());
        }
        return sums;
    }

    @Test
    void aNetThatHasNoMeanYetSaysWhatToRead() throws IOException {
        Path out = folder.resolve("mean.binaryproto");
        Path net =
                Files.writeString(
                        folder.resolve("net.yaml"),
                        """
                        layers:
                          - name: digits
                            type: Data
                            source: "digits:test"
                            batch_size: 10
                            transform_param: {mean_file: %s}
                        """
                                .formatted(out));
        assertThat(Run.jdl("validate", net.toString()).code()).isNotZero();
        Run run = Run.jdl("data", "mean", net.toString(), out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        Run read = Run.jdl("validate", net.toString());
        assertThat(read.code()).as(read.err()).isZero();
    }

    @Test
    void picturesOfSeveralSizesAreBroughtToOne() throws IOException {
        Path photos = Photos.folder(folder.resolve("photos"));
        Path out = folder.resolve("mean.binaryproto");
        Run plain = Run.jdl("data", "mean", photos.toString(), out.toString());
        assertThat(plain.code()).isEqualTo(2);
        assertThat(plain.err()).contains("--resize");
        assertThat(out).doesNotExist();
        Run run = Run.jdl("data", "mean", photos.toString(), out.toString(), "--resize", "8x9");
        assertThat(run.code()).as(run.err()).isZero();
        BlobProto mean = BlobProto.parseFrom(Files.readAllBytes(out));
        assertThat(mean.getHeight()).isEqualTo(8);
        assertThat(mean.getWidth()).isEqualTo(9);
        assertThat(mean.getChannels()).isEqualTo(3);
    }

    @Test
    void aBrokenPictureFailsItByName() throws IOException {
        Path photos = Photos.folder(folder.resolve("photos"));
        Path broken = Photos.breakOne(photos);
        Run run = Run.jdl("data", "mean", photos.toString(), folder + "/m", "--resize", "8");
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.err()).contains(broken.toString());
        assertThat(folder.resolve("m")).doesNotExist();
    }

    /**
     * The mean that somebody's Caffe made of all 50,000 pictures is near that of the first fifth.
     */
    @Test
    void theMeanOfRealPicturesIsNearCaffes() throws IOException {
        Path data = Path.of(Run.file("../shared/data/cifar10"));
        assumeThat(data).exists();
        Path out = folder.resolve("mean.binaryproto");
        Run run = Run.jdl("data", "mean", "cifar10:" + data.resolve("train"), out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        BlobProto mine = BlobProto.parseFrom(Files.readAllBytes(out));
        BlobProto caffes =
                BlobProto.parseFrom(Files.readAllBytes(data.resolve("mean.binaryproto")));
        assertThat(mine.getDataCount()).isEqualTo(caffes.getDataCount());
        double mean = 0;
        for (int i = 0; i < mine.getDataCount(); i++) mean += mine.getData(i) - caffes.getData(i);
        assertThat(mean / mine.getDataCount()).isEqualTo(0, within(1.0));
    }
}
