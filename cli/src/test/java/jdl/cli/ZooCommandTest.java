package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a new user: find a model, use it, make it one's own, share it. */
class ZooCommandTest {

    @TempDir Path folder;

    @Test
    void theZooOfThisRepositoryIsListedAndSearched() {
        String zoo = Run.file("model-zoo");
        assertThat(ok("zoo", "list", "--remote", zoo))
                .contains("jdl/lenet@1", "jdl/resnet50@1", "image classification");
        assertThat(ok("zoo", "search", "lstm", "--remote", zoo))
                .contains("char-lstm")
                .doesNotContain("resnet50");
        assertThat(ok("zoo", "list", "--remote", zoo, "--json")).contains("\"here\":false");
    }

    @Test
    void aModelIsPulledTestedAndUsed() throws IOException {
        ok("zoo", "pull", "lenet", "--remote", Run.file("model-zoo"));
        assertThat(ok("test", "zoo:lenet")).contains("accuracy = 0.9909");
        assertThat(ok("predict", "zoo:lenet", digit().toString(), "--top", "1")).contains("  1");
        assertThat(ok("zoo", "show", "lenet")).contains("SHA-256", "lenet.caffemodel");
        assertThat(ok("zoo", "verify")).contains("jdl/lenet@1: good");
        assertThat(ok("summary", "zoo:lenet")).contains("431,080");
        assertThat(ok("weights", "ls", "zoo:lenet")).contains("conv1/0");
        Files.writeString(folder.resolve("cache/entries/jdl/lenet/1/solver.yaml"), "max_iter: 1");
        Run damaged = run("zoo", "verify", "lenet");
        assertThat(damaged.code()).isEqualTo(76);
        assertThat(damaged.err()).contains("solver.yaml is not the file");
    }

    @Test
    void whatWasTrainedIsSharedSignedAndPulledElsewhere() throws IOException {
        String remote = folder.resolve("remote").toString();
        String key = folder.resolve("key").toString();
        ok("zoo", "key", key);
        entry();
        ok("zoo", "push", folder.resolve("entry").toString(), "--remote", remote);
        ok("zoo", "remote", "add", "lab", remote, "--key", key + ".pub");
        Run unsigned = run("zoo", "pull", "me/tiny");
        assertThat(unsigned.code()).isEqualTo(76);
        assertThat(unsigned.err()).contains("is not signed");
        ok("zoo", "push", folder.resolve("entry").toString(), "--remote", "lab", "--sign", key);
        assertThat(ok("zoo", "pull", "me/tiny")).contains("me/tiny@1 is in");
        assertThat(ok("zoo", "remote", "list")).contains("lab", remote);
        assertThat(ok("zoo", "verify", "me/tiny", "--measure")).contains("good");
        ok("zoo", "remote", "remove", "lab");
        assertThat(ok("zoo", "list")).contains("me/tiny@1", "here");
        assertThat(run("zoo", "push", folder + "/entry", "--remote", "lab").code()).isEqualTo(2);
        assertThat(run("zoo", "pull", "me/other").code()).isNotZero();
    }

    @Test
    void aCardThatWasEditedStaysAndItsFilesAreWrittenAnew() throws IOException {
        entry();
        Path card = folder.resolve("entry/README.md");
        Files.writeString(card, Files.readString(card) + "My own words.\n");
        Files.writeString(folder.resolve("entry/notes.txt"), "more");
        assertThat(run("zoo", "verify", folder + "/entry").err()).contains("not on the card");
        ok("zoo", "new", folder + "/entry", "--update");
        assertThat(ok("zoo", "verify", folder + "/entry")).contains("good");
        assertThat(card).content().contains("My own words.", "notes.txt");
    }

    @Test
    void aModelLearnsTheClassesOfAFolder() throws IOException {
        for (String kind : new String[] {"bars", "dots"})
            for (int i = 0; i < 10; i++) paint(kind, i);
        ok("zoo", "pull", "lenet", "--remote", Run.file("model-zoo"));
        Path out = folder.resolve("mine");
        Run run =
                run(
                        "finetune",
                        "zoo:lenet",
                        "--data",
                        folder.resolve("photos").toString(),
                        "--out",
                        out.toString(),
                        "--iterations",
                        "20",
                        "--batch",
                        "4",
                        "--freeze");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("weights of 3 layers");
        assertThat(out.resolve("net.yaml"))
                .content()
                .contains("name: ip2_photos", "num_output: 2", "?train=0.8", "?test=0.2");
        assertThat(out.resolve("solver.yaml")).content().contains("zoo:jdl/lenet@1", "freeze");
        assertThat(out.resolve("run/lenet_iter_20.caffemodel")).exists();
        Run again = run("finetune", "zoo:lenet", "--data", folder + "/photos", "--out", out + "");
        assertThat(again.code()).isEqualTo(73);
    }

    @Test
    void anEntryIncludesOnlyItsOwnFiles() throws IOException {
        entry();
        Files.writeString(folder.resolve("secret.yaml"), "name: secret\n");
        Files.writeString(folder.resolve("entry/net.yaml"), "include: ../../../../secret.yaml\n");
        ok("zoo", "new", folder + "/entry", "--update");
        ok("zoo", "push", folder + "/entry", "--remote", folder + "/remote");
        ok("zoo", "pull", "me/tiny", "--remote", folder + "/remote");
        Run run = run("summary", "zoo:me/tiny");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("only files of its own");
    }

    /** A net of one layer, trained for a moment. */
    private void entry() throws IOException {
        Path net = folder.resolve("tiny.yaml");
        Files.writeString(
                net,
                """
                name: tiny
                layers:
                  - {name: data, type: Data, source: "digits:train", batch_size: 4, include: {phase: TRAIN}}
                  - {name: data, type: Data, source: "digits:test", batch_size: 100, include: {phase: TEST}}
                  - {name: score, type: InnerProduct, bottom: data, num_output: 10, weight_filler: {type: xavier}}
                  - {name: accuracy, type: Accuracy, bottom: [score, label], include: {phase: TEST}}
                  - {name: loss, type: SoftmaxWithLoss, bottom: [score, label]}
                """);
        Path solver = folder.resolve("tiny_solver.yaml");
        Files.writeString(
                solver,
                "net: tiny.yaml\nmax_iter: 3\nbase_lr: 0.00001\nlr_policy: fixed\ntest_iter: 1\ntest_interval: 100\ndisplay: 1\nsnapshot_prefix: "
                        + folder.resolve("tiny"));
        ok("train", "--solver", solver.toString());
        ok(
                "zoo",
                "new",
                folder.resolve("entry").toString(),
                "--name",
                "me/tiny",
                "--solver",
                solver.toString(),
                "--weights",
                folder.resolve("tiny_iter_3.caffemodel").toString(),
                "--run",
                folder.resolve("tiny_run").toString());
    }

    /** A white one on black. */
    private Path digit() throws IOException {
        var image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(13, 5, 3, 18);
        pen.dispose();
        Path file = folder.resolve("one.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private void paint(String kind, int number) throws IOException {
        var image = new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        if (kind.equals("bars")) pen.fillRect(number, 0, 8, 30);
        else pen.fillOval(number, number, 10, 10);
        pen.dispose();
        Path file = folder.resolve("photos/" + kind + "/" + number + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private String ok(String... args) {
        Run run = run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    private Run run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment =
                Map.of(
                        "NO_COLOR", "1",
                        "JDL_ZOO", folder.resolve("cache").toString(),
                        "XDG_CONFIG_HOME", folder.resolve("config").toString());
        var console = new Console(stream(out), stream(err), 0, environment);
        int code = new Commands(console).run(args);
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
