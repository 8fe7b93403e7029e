package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.proto.NetParameter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetFilesTest {

    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("here"));
        for (String name : new String[] {"mean.binaryproto", "here/a.csv", "here/b.csv"})
            Files.createFile(folder.resolve(name));
    }

    @Test
    void whatLiesBesideTheNetIsFoundThere() {
        assertThat(mean("mean.binaryproto"))
                .isEqualTo(folder.resolve("mean.binaryproto").toString());
        assertThat(source("csv:here/a.csv")).isEqualTo("csv:" + folder.resolve("here/a.csv"));
        assertThat(source("idx:here/a.csv,here/b.csv"))
                .isEqualTo("idx:%s,%s", folder.resolve("here/a.csv"), folder.resolve("here/b.csv"));
        assertThat(source("here/")).isEqualTo(folder.resolve("here") + "/");
    }

    @Test
    void aBeginningOfNamesIsFoundByItsFolder() {
        assertThat(source("idx:here/train")).isEqualTo("idx:" + folder.resolve("here/train"));
    }

    @Test
    void whatIsNowhereOrHereStaysAsItIsWritten() {
        assertThat(source("csv:there/a.csv")).isEqualTo("csv:there/a.csv");
        assertThat(source("digits:train")).isEqualTo("digits:train");
        assertThat(source("idx:$JDL_DATA/mnist/train")).isEqualTo("idx:$JDL_DATA/mnist/train");
        String here = "csv:" + folder.resolve("here/a.csv").toAbsolutePath();
        assertThat(source(here)).isEqualTo(here);
    }

    private String source(String written) {
        return located("data_param { source: '" + written + "' }")
                .getLayer(0)
                .getDataParam()
                .getSource();
    }

    private String mean(String written) {
        return located("transform_param { mean_file: '" + written + "' }")
                .getLayer(0)
                .getTransformParam()
                .getMeanFile();
    }

    private NetParameter located(String layer) {
        try {
            var net = TextFormat.parse("layer { " + layer + " }", NetParameter.class);
            return NetFiles.located(net, folder.resolve("net.yaml"));
        } catch (TextFormat.ParseException e) {
            throw new AssertionError(layer, e);
        }
    }
}
