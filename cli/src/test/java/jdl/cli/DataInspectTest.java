package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataInspectTest {

    @TempDir private Path folder;
    private Path photos = Path.of("");

    @BeforeEach
    void photos() throws IOException {
        photos = Photos.folder(folder.resolve("photos"));
    }

    @Test
    void classesSizesDuplicatesAndBrokenOnesAreTold() throws IOException {
        Path broken = Photos.breakOne(photos);
        Files.copy(photos.resolve("ant/ant0.png"), photos.resolve("bee/copy.png"));
        Run run = Run.jdl("data", "inspect", photos.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("folder:" + photos + ": 7 records", "3×20×30 to 3×22×30")
                .contains("duplicates: 1", "cannot be read: 1", broken.toString())
                .containsPattern("0 +ant +3")
                .containsPattern("1 +bee +3");
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        Run run = Run.jdl("data", "inspect", photos.toString(), "--json", "--limit", "4");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("records").asInt()).isEqualTo(6);
        assertThat(json.get("looked_at").asInt()).isEqualTo(4);
        assertThat(json.get("classes").get(1).get("name").asText()).isEqualTo("bee");
        assertThat(json.get("classes").get(1).get("records").asInt()).isEqualTo(1);
        assertThat(json.get("channels")).hasSize(3);
        // Pixels are drawn evenly from 0 to 255.
        assertThat(json.get("channels").get(0).get("mean").asDouble()).isBetween(120.0, 135.0);
        assertThat(json.get("channels").get(0).get("deviation").asDouble()).isBetween(68.0, 78.0);
    }

    @Test
    void theSheetHasRowsForEachClass() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Run run = Run.jdl("data", "inspect", photos.toString(), "--sheet", sheet.toString());
        assertThat(run.code()).as(run.err()).isZero();
        BufferedImage image = ImageIO.read(sheet.toFile());
        assertThat(image.getHeight()).isEqualTo(2 * 66);
        int picture = image.getRGB(33, 33);
        assertThat(picture).isNotEqualTo(0xffffffff);
        // A place of a picture that is enlarged is a pixel of it.
        BufferedImage first = ImageIO.read(photos.resolve("ant/ant0.png").toFile());
        assertThat(picture).isEqualTo(first.getRGB(15, 10));
    }

    @Test
    void tablesHaveNumbersAndNoSheet() throws IOException {
        Path csv =
                Files.writeString(folder.resolve("t.csv"), "a,b,label\n1,10,x\n3,20,y\n5,30,x\n");
        Run run = Run.jdl("data", "inspect", csv.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 records", "numbers");
        Run sheet = Run.jdl("data", "inspect", csv.toString(), "--sheet", folder + "/s.png");
        assertThat(sheet.code()).isEqualTo(2);
        assertThat(sheet.err()).contains("no pictures");
    }

    @Test
    void aSourceThatIsNotThereIsToldWithAWayOut() {
        Run run = Run.jdl("data", "inspect", folder.resolve("nothing").toString());
        assertThat(run.code()).isEqualTo(66);
        assertThat(run.err()).contains("nothing", "jdl data list");
    }

    @Test
    void ofANetWithSeveralDataLayersOneIsChosen() throws IOException {
        Path net =
                Files.writeString(
                        folder.resolve("net.yaml"),
                        """
                        layers:
                          - {name: a, type: Data, top: a, source: "digits:test", batch_size: 1}
                          - {name: b, type: Data, top: b, source: "digits:train", batch_size: 1}
                        """);
        Run unclear = Run.jdl("data", "inspect", net.toString(), "--limit", "5");
        assertThat(unclear.code()).isEqualTo(2);
        assertThat(unclear.err()).contains("--layer: a, b");
        Run run = Run.jdl("data", "inspect", net.toString(), "--limit", "5", "--layer", "b");
        assertThat(run.out()).contains("digits:train");
    }
}
