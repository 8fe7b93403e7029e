package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of pictures to a prediction, by the config that is for this. */
class PicturesConfigTest {

    private static final List<String> CLASSES = List.of("bars", "dots", "rings", "sky");

    @TempDir Path folder;

    /** Ten pictures of different sizes for each class, and one that nobody can read. */
    @BeforeEach
    void pictures() throws IOException {
        var random = new Random(4);
        for (int c = 0; c < CLASSES.size(); c++)
            for (int i = 0; i < 10; i++) {
                Path file = folder.resolve("photos/" + CLASSES.get(c) + "/" + i + ".png");
                Files.createDirectories(file.getParent());
                paint(file, c, 70 + random.nextInt(40), 70 + random.nextInt(40));
            }
        Files.writeString(folder.resolve("torn.png"), "no picture at all");
    }

    @Test
    void aRunThatWasStoppedSeesTheSamePixelsAsOneThatWasNot() throws IOException {
        train("straight", 6);
        train("stopped", 3);
        assertThat(train("stopped", 6, "--resume", "auto").err())
                .contains("goes on at iteration 3");
        assertThat(Files.readAllBytes(folder.resolve("stopped_iter_6.caffemodel")))
                .isEqualTo(Files.readAllBytes(folder.resolve("straight_iter_6.caffemodel")));
    }

    @Test
    void theNetToUseKnowsWhatIsDoneToPicturesAndWhatTheClassesAreCalled() throws IOException {
        train("run", 2);
        Path net = folder.resolve("deploy.yaml");
        var args = new ArrayList<>(List.of("deploy", config("pictures.yaml"), net.toString()));
        args.addAll(sources());
        assertThat(Run.jdl(args.toArray(String[]::new)).err()).isEmpty();
        Run run =
                Run.jdl(
                        "predict",
                        net.toString(),
                        folder.resolve("photos/dots/3.png").toString(),
                        folder.resolve("torn.png").toString(),
                        "--weights",
                        folder.resolve("run_iter_2.caffemodel").toString(),
                        "--json");
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.err()).contains("torn.png");
        String[] lines = run.out().split("\n", -1);
        var top = new ObjectMapper().readTree(lines[0]).at("/outputs/prob/top");
        assertThat(top).extracting(k -> k.get("name").asText()).containsAll(CLASSES);
        assertThat(new ObjectMapper().readTree(lines[1]).has("error")).isTrue();
    }

    @Test
    void whatCouldNotBeReadStandsAtTheEnd() throws IOException {
        Path test = skipping();
        Path solver = folder.resolve("solver.yaml");
        Files.writeString(
                solver,
                "net: net.yaml\nmax_epoch: 1\nbase_lr: 0.001\nlr_policy: fixed\nsnapshot_prefix: "
                        + folder.resolve("skip"));
        Run run = Run.jdl("train", "--solver", solver.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("records that could not be read: 1").contains("torn.png");
        Path weights;
        try (var files = Files.list(folder)) {
            weights = files.filter(f -> f.toString().endsWith(".caffemodel")).findFirst().get();
        }
        try (var lines = Files.lines(run(folder.resolve("skip")).resolve("metrics.jsonl"))) {
            var last = new ObjectMapper().readTree(lines.reduce((a, b) -> b).orElseThrow());
            assertThat(last.get("event").asText()).isEqualTo("unread");
            assertThat(last.get("bad_records").asInt()).isEqualTo(1);
            assertThat(last.at("/bad/0").asText()).contains("torn.png");
        }
        Run tested = Run.jdl("test", "--model", test.toString(), "--weights", weights.toString());
        assertThat(tested.code()).as(tested.err()).isZero();
        assertThat(tested.err()).contains("records that could not be read: 1").contains("torn.png");
        Run told =
                Run.jdl(
                        "test",
                        "--model",
                        test.toString(),
                        "--weights",
                        weights.toString(),
                        "--json");
        assertThat(new ObjectMapper().readTree(told.out()).get("bad_records").asInt()).isEqualTo(1);
    }

    @Test
    void mixedPicturesAreTheSameInARunThatWasStopped() throws IOException {
        for (String mix : List.of("mixup", "cutmix")) {
            String setting = "layer[data@TRAIN].transform_param." + mix + ".alpha=0.4";
            train(mix, 6, "--set", setting);
            train(mix + "_stopped", 3, "--set", setting);
            train(mix + "_stopped", 6, "--set", setting, "--resume", "auto");
            byte[] weights = Files.readAllBytes(folder.resolve(mix + "_iter_6.caffemodel"));
            assertThat(Files.readAllBytes(folder.resolve(mix + "_stopped_iter_6.caffemodel")))
                    .isEqualTo(weights);
            train("plain", 6);
            assertThat(Files.readAllBytes(folder.resolve("plain_iter_6.caffemodel")))
                    .isNotEqualTo(weights);
        }
    }

    @Test
    void mixedLabelsCanBeCountedAndTheNetToUseKnowsNothingOfThem() throws IOException {
        var args = new ArrayList<>(sources());
        args.addAll(List.of("--set", "layer[data@TEST].transform_param.mixup.alpha=1"));
        train("run", 1);
        String weights = folder.resolve("run_iter_1.caffemodel").toString();
        args.addAll(0, List.of("test", "--model", config("pictures.yaml")));
        args.addAll(List.of("--weights", weights, "--confusion"));
        Run mixed = Run.jdl(args.toArray(String[]::new));
        assertThat(mixed.code()).as(mixed.err()).isZero();
        args.removeIf(arg -> arg.contains("mixup"));
        args.remove(args.lastIndexOf("--set"));
        assertThat(mixed.out()).isEqualTo(Run.jdl(args.toArray(String[]::new)).out());
        Path net = folder.resolve("deploy.yaml");
        var deploy = new ArrayList<>(List.of("deploy", config("pictures.yaml"), net.toString()));
        deploy.addAll(sources());
        deploy.addAll(List.of("--set", "layer[data@TEST].transform_param.mixup.alpha=1"));
        assertThat(Run.jdl(deploy.toArray(String[]::new)).err()).isEmpty();
        assertThat(net).content().doesNotContain("mixup");
    }

    /** A net that skips a file that is cut off. */
    private Path skipping() throws IOException {
        Path torn = folder.resolve("photos/dots/torn.png");
        byte[] whole = Files.readAllBytes(folder.resolve("photos/dots/3.png"));
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));
        Path test = folder.resolve("net.yaml");
        Files.writeString(
                test,
                """
                layers:
                  - {name: data, type: Data, source: "folder:%s", batch_size: 4,
                     source_param: {on_bad_record: SKIP}, transform_param: {resize: {width: 8, height: 8}}}
                  - {name: score, type: InnerProduct, num_output: 4, bottom: data, weight_filler: {type: msra}}
                  - {name: loss, type: SoftmaxWithLoss, bottom: [score, label]}
                """
                        .formatted(folder.resolve("photos")));
        return test;
    }

    private static Path run(Path prefix) {
        return prefix.resolveSibling(prefix.getFileName() + "_run");
    }

    private Run train(String prefix, int iterations, String... more) {
        var args = new ArrayList<>(List.of("train", "--solver", config("pictures_solver.yaml")));
        args.addAll(sources());
        args.addAll(
                List.of(
                        "--set",
                        "solver.max_iter=" + iterations,
                        "--set",
                        "solver.lr_policy=fixed",
                        "--set",
                        "solver.snapshot_prefix=" + folder.resolve(prefix)));
        args.addAll(List.of(more));
        Run run = Run.jdl(args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private List<String> sources() {
        Path photos = folder.resolve("photos");
        return List.of(
                "--set",
                "layer[data@TRAIN].data_param.source=folder:" + photos + "?train=0.8",
                "--set",
                "layer[data@TEST].data_param.source=folder:" + photos + "?test=0.2");
    }

    private static String config(String name) {
        return Run.file("configs/pictures/" + name);
    }

    private static void paint(Path file, int kind, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var pen = image.createGraphics();
        pen.setColor(new Color(60 * kind, 255 - 60 * kind, 128));
        for (int i = 0; i < width; i += 10)
            switch (kind) {
                case 0 -> pen.fillRect(i, 0, 5, height);
                case 1 -> pen.fillOval(i, i % height, 6, 6);
                case 2 -> pen.drawOval(i / 2, i / 2, width - i, height - i);
                default -> pen.fillRect(0, 0, width, height / 2);
            }
        pen.dispose();
        ImageIO.write(image, "png", file.toFile());
    }
}
