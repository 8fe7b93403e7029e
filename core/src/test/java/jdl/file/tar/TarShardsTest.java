package jdl.file.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Bytes;
import jdl.file.DamageCases;
import jdl.file.tar.TarShardWriter.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarShardsTest {

    private static final int END = 1024;

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAgainInAnyOrder() {
        List<Sample> samples = samples(50, 3000);
        assertSame(write(20_000, samples), samples);
    }

    @Test
    void aShardIsNoLongerThanWishedUnlessOneSampleIs() throws IOException {
        List<Path> shards = write(20_000, samples(50, 3000));
        assertThat(shards).hasSizeGreaterThan(3);
        assertThat(shards.get(2)).hasFileName("s-000002.tar");
        for (Path shard : shards)
            assertThat(Files.size(shard)).isBetween(5000L, 20_000L).matches(n -> n % 512 == 0);
        assertThatThrownBy(() -> write(10, samples(1, 10)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is there already");
        for (Path shard : shards) Files.delete(shard);
        assertThat(write(10, samples(3, 10))).hasSize(3);
    }

    @Test
    void namesOfAnyLengthAreWrittenAndRead() {
        var samples = new ArrayList<Sample>();
        for (int length : new int[] {1, 90, 95, 96, 97, 150, 600})
            samples.add(sample("folder/" + "é".repeat(length / 2) + "x".repeat(length % 2), 5));
        assertSame(write(100_000, samples), samples);
    }

    @Test
    void filesOfOneSampleShareTheirNameUpToItsFirstDot() throws IOException {
        var shards =
                shards(
                        entry("d.1/", '5', ""),
                        entry("d.1/a.jpg", '0', "picture"),
                        entry("d.1/._a.jpg", '0', "hidden"),
                        entry("d.1/a.seg.png", '0', "mask"),
                        entry("d.1/b.jpg", '\0', "other"),
                        entry("d.2/b.jpg", '0', "third"),
                        entry("README", '0', "words"));
        try (shards) {
            assertThat(shards.size()).isEqualTo(4);
            assertThat(text(shards, 0)).isEqualTo("d.1/a {jpg=picture, seg.png=mask}");
            assertThat(text(shards, 1)).isEqualTo("d.1/b {jpg=other}");
            assertThat(text(shards, 2)).isEqualTo("d.2/b {jpg=third}");
            assertThat(text(shards, 3)).isEqualTo("README {=words}");
        }
    }

    @Test
    void longNamesOfPosixAndLargeSizesAreRead() throws IOException {
        String name = "n".repeat(300);
        var shards =
                shards(
                        entry(
                                "pax",
                                'x',
                                "312 path=" + name + ".txt\n10 size=3\n18 mtime=123.4567\n"),
                        entry("short.txt", '0', "abc"),
                        entry("g", 'g', "20 comment=anything\n"),
                        entry("b.txt", '0', "def"));
        try (shards) {
            assertThat(text(shards, 0)).isEqualTo(name + " {txt=abc}");
            assertThat(text(shards, 1)).isEqualTo("b {txt=def}");
        }
    }

    @Test
    void whatCannotBeReadByItsPlaceIsRefused() throws IOException {
        refused("of kind '2'", entry("a.jpg", '2', ""));
        refused("with holes", entry("p", 'x', "22 GNU.sparse.major=1\n"), entry("a.b", '0', ""));
        refused("holds no samples", entry("d/", '5', ""));
        refused("joined", entry("a.b", '0', "x"), new byte[END], entry("c.d", '0', "x"));
        refused("twice", entry("a.b", '0', "x"), entry("a.b", '0', "y"));
        Path file = Files.write(folder.resolve("a.tar"), new byte[] {0x1f, (byte) 0x8b, 8});
        assertThatThrownBy(() -> TarShards.open(List.of(file))).hasMessageContaining("gunzip");
    }

    @Test
    void anArchiveThatIsCutOffIsRefused() throws IOException {
        Path shard = write(100_000, samples(3, 600)).get(0);
        byte[] sound = Files.readAllBytes(shard);
        for (int length = 0; length < sound.length - END; length += 100) {
            Files.write(shard, Arrays.copyOf(sound, length));
            assertThatThrownBy(() -> TarShards.open(List.of(shard)))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(shard.toString());
        }
    }

    @Test
    void anyDamageEndsInAFailureOrInSamples() throws IOException {
        assertThat(damaged(800)).isBetween(200, 799);
    }

    @Test
    @Tag("slow")
    void anyDamageEndsInAFailureOrInSamplesTenThousandTimes() throws IOException {
        assertThat(damaged(10_000)).isBetween(2500, 9999);
    }

    private int damaged(int cases) throws IOException {
        var samples = new ArrayList<>(samples(5, 700));
        samples.add(sample("l".repeat(200), 10));
        Path shard = write(100_000, samples).get(0);
        return DamageCases.refused(shard, 3, cases, () -> readAll(shard));
    }

    private static void readAll(Path shard) {
        try (var shards = TarShards.open(List.of(shard))) {
            for (long i = 0; i < shards.size(); i++)
                shards.sample(i).parts().values().forEach(TarShards.Part::read);
        }
    }

    private static List<Sample> samples(int count, int longest) {
        var random = new Random(1);
        return IntStream.range(0, count)
                .mapToObj(i -> sample("%06d".formatted(i), random.nextInt(longest)))
                .toList();
    }

    private static Sample sample(String key, int length) {
        var parts = new TreeMap<String, byte[]>();
        parts.put("jpg", Bytes.random(new Random(length), length));
        parts.put("cls", Integer.toString(length).getBytes(StandardCharsets.UTF_8));
        return new Sample(key, parts);
    }

    private List<Path> write(long most, List<Sample> samples) {
        return TarShardWriter.write(
                folder,
                "s",
                most,
                new TarShardWriter.Samples() {
                    @Override
                    public long size() {
                        return samples.size();
                    }

                    @Override
                    public Sample get(long index) {
                        return samples.get((int) index);
                    }
                });
    }

    private static void assertSame(List<Path> files, List<Sample> samples) {
        try (var shards = TarShards.open(files)) {
            assertThat(shards.size()).isEqualTo(samples.size());
            for (int i = samples.size() - 1; i >= 0; i--) {
                var found = shards.sample(i);
                assertThat(found.key()).isEqualTo(samples.get(i).key());
                var parts = new TreeMap<String, byte[]>();
                found.parts().forEach((ending, part) -> parts.put(ending, Bytes.of(part.read())));
                assertThat(parts).usingRecursiveComparison().isEqualTo(samples.get(i).parts());
            }
        }
    }

    private static String text(TarShards shards, long index) {
        var texts = new TreeMap<String, String>();
        var sample = shards.sample(index);
        sample.parts()
                .forEach(
                        (ending, part) ->
                                texts.put(
                                        ending,
                                        new String(Bytes.of(part.read()), StandardCharsets.UTF_8)));
        return sample.key() + " " + texts;
    }

    private void refused(String message, byte[]... entries) {
        assertThatThrownBy(() -> shards(entries).sample(0))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("a.tar")
                .hasMessageContaining(message)
                .extracting(e -> ((Failure) e).kind())
                .isIn(Kind.CONFIG, Kind.CORRUPT);
    }

    private TarShards shards(byte[]... entries) throws IOException {
        var out = new ByteArrayOutputStream();
        for (byte[] entry : entries) out.writeBytes(entry);
        out.writeBytes(new byte[END]);
        return TarShards.open(List.of(Files.write(folder.resolve("a.tar"), out.toByteArray())));
    }

    private static byte[] entry(String name, char kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var header = new TarHeader(name, bytes.length, kind);
        byte[] block = header.block().array();
        byte[] entry = Arrays.copyOf(block, block.length + (int) header.padded());
        System.arraycopy(bytes, 0, entry, block.length, bytes.length);
        return entry;
    }
}
