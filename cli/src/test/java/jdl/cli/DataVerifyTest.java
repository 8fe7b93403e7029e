package jdl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataVerifyTest {

    @TempDir private Path folder;
    private Path photos = Path.of("");
    private Path manifest = Path.of("");

    @BeforeEach
    void photos() throws IOException {
        photos = Photos.folder(folder.resolve("photos"));
        manifest = folder.resolve("photos.sha256");
    }

    private Run verify(String... more) {
        return Run.jdl(
                Stream.concat(Stream.of("data", "verify", photos.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Run held() {
        return verify("--manifest", manifest.toString());
    }

    @Test
    void everyBrokenRecordIsListedByName() throws IOException {
        assertThat(verify().code()).isZero();
        Path broken = Photos.breakOne(photos);
        Files.writeString(photos.resolve("ant/ant0.png"), "no picture");
        Run run = verify();
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("broken: " + photos.resolve("ant/ant0.png")))
                .anyMatch(line -> line.startsWith("broken: " + broken))
                .contains("6 records, 2 of them broken");
    }

    @Test
    void theManifestHasTheFormOfSha256sum() throws IOException {
        Run run = verify("--manifest", manifest.toString(), "--write");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(manifest);
        assertThat(lines).hasSize(6).allMatch(l -> l.matches("[0-9a-f]{64}  photos/.*"));
        assertThat(lines.get(0)).endsWith("  photos/ant/ant0.png");
        assertThat(held().out()).contains("all files are those of");
    }

    @Test
    void changedMissingAndNewFilesAreFound() throws IOException {
        assertThat(verify("--manifest", manifest.toString(), "--write").code()).isZero();
        Files.delete(photos.resolve("ant/ant1.png"));
        Files.copy(photos.resolve("bee/bee0.png"), photos.resolve("bee/bee9.png"));
        Path changed = photos.resolve("bee/bee2.jpg");
        Files.write(changed, concat(Files.readAllBytes(changed), (byte) 0));
        Run run = held();
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.out())
                .contains("missing: photos/ant/ant1.png", "new: photos/bee/bee9.png")
                .contains("changed: photos/bee/bee2.jpg", "3 files are not those of");
    }

    private static byte[] concat(byte[] bytes, byte more) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = more;
        return longer;
    }

    @Test
    void everyFlipOfABitIsFound() throws IOException {
        assertThat(verify("--manifest", manifest.toString(), "--write").code()).isZero();
        List<Path> files;
        try (Stream<Path> all = Files.walk(photos)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        var random = new Random(3);
        for (int i = 0; i < 200; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            Run run = held();
            assertThat(run.code()).as("flip %d in %s", i, file).isEqualTo(65);
            assertThat(run.out()).contains("changed: photos/");
            Files.write(file, whole);
        }
        assertThat(held().code()).isZero();
    }

    @Test
    void aSourceThatCannotBeOpenedAnyMoreIsToldBesideWhatChanged() throws IOException {
        Path csv = Files.writeString(folder.resolve("t.csv"), "a,label\n1,x\n2,y\n");
        String[] command = {"data", "verify", csv.toString(), "--manifest", manifest.toString()};
        String[] writing = Arrays.copyOf(command, 6);
        writing[5] = "--write";
        assertThat(Run.jdl(writing).code()).isZero();
        Files.writeString(csv, "a,label\n1,x\n2\n");
        Run run = Run.jdl(command);
        assertThat(run.code()).isEqualTo(65);
        assertThat(run.out()).contains("changed: t.csv");
        assertThat(run.err()).contains("t.csv:3");
    }

    @Test
    void nothingIsWrittenOfBrokenRecordsOrOfNoFiles() throws IOException {
        Photos.breakOne(photos);
        assertThat(verify("--manifest", manifest.toString(), "--write").code()).isEqualTo(65);
        assertThat(manifest).doesNotExist();
        Run digits =
                Run.jdl(
                        "data",
                        "verify",
                        "digits:test",
                        "--manifest",
                        manifest.toString(),
                        "--write");
        assertThat(digits.code()).isEqualTo(2);
        assertThat(digits.err()).contains("no files");
        assertThat(verify("--write").code()).isEqualTo(2);
    }

    @Test
    void aListAndTheFilesInItAreInItsManifest() throws IOException {
        Path list =
                Files.writeString(
                        folder.resolve("list.txt"),
                        "photos/ant/ant0.png 0\nphotos/bee/bee0.png 1\n");
        Run run =
                Run.jdl(
                        "data",
                        "verify",
                        list.toString(),
                        "--manifest",
                        manifest.toString(),
                        "--write");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(manifest))
                .contains("  list.txt\n", "  photos/ant/ant0.png\n", "  photos/bee/bee0.png\n")
                .doesNotContain("ant1");
    }
}
