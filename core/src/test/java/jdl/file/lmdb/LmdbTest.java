package jdl.file.lmdb;

import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdl.failure.Failure;
import jdl.file.Bytes;
import jdl.file.DamageCases;
import jdl.file.SharedData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class LmdbTest {

    private static final int PAGE = 4096;

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> whatIsWrittenIsReadAgainInAnyOrder() {
        return IntStream.of(0, 1, 2, 3, 100, 5000)
                .mapToObj(
                        n ->
                                DynamicTest.dynamicTest(
                                        n + " records", () -> roundTrip(records(n, 40, 3))));
    }

    @Test
    void valuesAroundTheSizeOfAPageAreReadAgain() throws IOException {
        var records = new TreeMap<String, byte[]>();
        var random = new Random(5);
        for (int size : new int[] {0, 1, 2029, 2030, 2031, 4079, 4080, 4081, 8176, 8177, 300_000})
            records.put("size " + size, Bytes.random(random, size));
        roundTrip(records);
    }

    @TestFactory
    Stream<DynamicTest> pagesOfOtherSizesAreRead() {
        return IntStream.of(1024, 8192, 32768)
                .mapToObj(
                        size ->
                                DynamicTest.dynamicTest(
                                        size + " bytes",
                                        () -> {
                                            var records = records(300, 20_000, 8);
                                            write(records, size);
                                            assertReadAgain(records);
                                        }));
    }

    @Test
    void longKeysMakeADeepTree() throws IOException {
        var records = new TreeMap<String, byte[]>();
        for (int i = 0; i < 3000; i++)
            records.put("%0500d".formatted(i), Integer.toString(i).getBytes(UTF));
        roundTrip(records);
        assertThat(run("mdb_stat", folder.toString())).contains("Tree depth: 5");
    }

    @Test
    void lmdbsOwnToolsReadWhatIsWritten() throws IOException {
        var records = records(3000, 700, 4);
        records.put("big", Bytes.random(new Random(1), 100_000));
        write(records);
        assertThat(run("mdb_stat", "-ef", folder.toString()))
                .contains("Entries: 3001", "Overflow pages: 25", "Page size: 4096");
        String dump = run("mdb_dump", folder.toString());
        var found = new TreeMap<String, byte[]>();
        String[] lines = dump.substring(dump.indexOf("HEADER=END")).strip().split("\n", -1);
        for (int i = 1; i + 1 < lines.length; i += 2)
            found.put(new String(hex(lines[i]), UTF), hex(lines[i + 1]));
        assertSame(found, records);
    }

    @Test
    void aDatabaseThatLmdbWroteIsRead() {
        try (var db = LmdbRecords.open(SharedData.of("db/generated-lmdb-mnist-test-first300"))) {
            assertThat(db.size()).isEqualTo(300);
            assertThat(db.key(0)).isEqualTo("00000000".getBytes(UTF));
            assertThat(db.key(299)).isEqualTo("00000299".getBytes(UTF));
            assertThat(db.value(123).remaining()).isBetween(784, 810);
        }
    }

    @Test
    void bigValuesThatLmdbWroteAreRead() {
        try (var db = LmdbRecords.open(SharedData.of("db/generated-lmdb-encoded-jpeg"))) {
            assertThat(db.size()).isEqualTo(8);
            for (int i = 0; i < 8; i++) {
                byte[] value = Bytes.of(db.value(i));
                assertThat(value).hasSizeGreaterThan(4096);
                assertThat(new String(value, StandardCharsets.ISO_8859_1))
                        .contains("\u00ff\u00d8\u00ff");
            }
        }
    }

    @Test
    void keysMustComeInOrderAndHaveALengthThatLmdbTakes() {
        assertThatThrownBy(() -> put("b", "a"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("\"a\" should come before \"b\"");
        assertThatThrownBy(() -> put("a", "a")).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> put("a", "")).hasMessageContaining("takes 1 to 511");
        assertThatThrownBy(() -> put("a".repeat(512))).hasMessageContaining("has 512 bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void filesThatAreNoDatabaseAreRefusedByName() throws IOException {
        Path file = folder.resolve("data.mdb");
        assertThatThrownBy(() -> LmdbRecords.open(folder)).hasMessageContaining("no such file");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> LmdbRecords.open(folder)).hasMessageContaining("is empty");
        Files.write(file, new byte[8192]);
        assertThatThrownBy(() -> LmdbRecords.open(file)).hasMessageContaining("0xbeefc0de");
    }

    @Test
    void whatPlainDatabasesDoNotHaveIsRefused() throws IOException {
        write(records(3, 10, 1));
        patch(b -> b.putShort(PAGE + Meta.MAIN_AT + 4, (short) 4));
        assertThatThrownBy(() -> LmdbRecords.open(folder)).hasMessageContaining("flags 0x4");
        write(records(3, 10, 1));
        patch(b -> b.putShort(nodeOf(b, 1) + 4, (short) 2));
        assertThatThrownBy(() -> LmdbRecords.open(folder)).hasMessageContaining("mdb_dump -s NAME");
    }

    @Test
    void damageIsFoundAndItsPlaceNamed() throws IOException {
        write(records(100, 100, 1));
        damage("page 2: says it is page 7", b -> b.putLong(2 * PAGE, 7));
        damage("page 2: should have the flags 0x2", b -> b.putShort(2 * PAGE + 10, (short) 4));
        damage("page 2: has its gap", b -> b.putShort(2 * PAGE + 12, (short) 9000));
        damage("page 2: node 1 begins at byte 4095", b -> b.putShort(2 * PAGE + 18, (short) 4095));
        damage("is part of the tree twice", b -> b.putInt(child(b, 1), 2));
        damage("page 1000 is asked for", b -> b.putInt(child(b, 1), 1000));
        damage("page 1 is asked for", b -> b.putInt(child(b, 1), 1));
        damage("out of order", b -> swap(b, 2 * PAGE + 16, 2 * PAGE + 18));
        damage("two nodes at", b -> b.putInt(nodeOf(b, 2), 120));
        damage("should hold 101 records", b -> b.putLong(PAGE + Meta.MAIN_AT + 32, 101));
        damage("tree of depth 9000", b -> b.putShort(PAGE + Meta.MAIN_AT + 6, (short) 9000));
        damage("page 1: should say 0xbeefc0de", b -> b.putInt(PAGE + 16, 0));
        damage("size of a page should be a power of two", b -> b.putInt(Meta.FREE_AT, 5000));
    }

    @Test
    void aDatabaseThatIsCutOffWhileItIsReadIsAFailure() throws IOException {
        write(records(100, 100, 1));
        try (var db = LmdbRecords.open(folder);
                var file = FileChannel.open(folder.resolve("data.mdb"), WRITE)) {
            file.truncate(3 * PAGE);
            assertThatThrownBy(() -> db.value(99))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("became shorter while it was read");
        }
    }

    @Test
    void anyDamageEndsInAFailureOrInRecords() throws IOException {
        assertThat(damaged(800)).isBetween(200, 799);
    }

    @Test
    @Tag("slow")
    void anyDamageEndsInAFailureOrInRecordsTenThousandTimes() throws IOException {
        assertThat(damaged(10_000)).isBetween(2500, 9999);
    }

    private int damaged(int cases) throws IOException {
        var records = records(60, 200, 2);
        records.put("big", new byte[5000]);
        write(records);
        return DamageCases.refused(
                folder.resolve("data.mdb"),
                11,
                cases,
                () -> Bytes.readAll(LmdbRecords.open(folder)));
    }

    private static final Charset UTF = StandardCharsets.UTF_8;

    private static SortedMap<String, byte[]> records(int count, int longest, long seed) {
        var random = new Random(seed);
        var records = new TreeMap<String, byte[]>();
        for (int i = 0; i < count; i++)
            records.put("%08d".formatted(i), Bytes.random(random, random.nextInt(longest)));
        return records;
    }

    private void roundTrip(SortedMap<String, byte[]> records) throws IOException {
        write(records);
        assertReadAgain(records);
    }

    private void assertReadAgain(SortedMap<String, byte[]> records) {
        var found = new TreeMap<String, byte[]>();
        try (var db = LmdbRecords.open(folder)) {
            assertThat(db.size()).isEqualTo(records.size());
            for (long i = db.size() - 1; i >= 0; i--)
                found.put(new String(db.key(i), UTF), Bytes.of(db.value(i)));
            long[] index = {0};
            records.keySet()
                    .forEach(k -> assertThat(new String(db.key(index[0]++), UTF)).isEqualTo(k));
        }
        assertSame(found, records);
    }

    private static void assertSame(Map<String, byte[]> found, Map<String, byte[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, value) -> assertThat(found.get(key)).as(key).isEqualTo(value));
    }

    private void write(Map<String, byte[]> records) {
        write(records, PAGE);
    }

    private void write(Map<String, byte[]> records, int pageSize) {
        LmdbWriter.write(
                folder,
                pageSize,
                -1,
                out -> {
                    for (var each : records.entrySet())
                        out.put(each.getKey().getBytes(UTF), ByteBuffer.wrap(each.getValue()));
                });
    }

    private void put(String... keys) {
        LmdbWriter.write(
                folder,
                -1,
                out -> {
                    for (String key : keys) out.put(key.getBytes(UTF), ByteBuffer.allocate(1));
                });
    }

    private interface Patch {
        void change(ByteBuffer bytes);
    }

    private void damage(String expected, Patch patch) throws IOException {
        byte[] sound = Files.readAllBytes(folder.resolve("data.mdb"));
        patch(patch);
        assertThatThrownBy(() -> LmdbRecords.open(folder))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(folder.resolve("data.mdb").toString())
                .hasMessageContaining(expected);
        Files.write(folder.resolve("data.mdb"), sound);
    }

    private void patch(Patch patch) throws IOException {
        Path file = folder.resolve("data.mdb");
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        patch.change(bytes);
        Files.write(file, bytes.array());
    }

    /** Where a node of page 2 begins. */
    private static int nodeOf(ByteBuffer bytes, int index) {
        return 2 * PAGE + bytes.getShort(2 * PAGE + 16 + 2 * index);
    }

    /** Where the root's node begins. */
    private static int child(ByteBuffer bytes, int index) {
        int root = (int) bytes.getLong(PAGE + Meta.MAIN_AT + 40) * PAGE;
        return root + bytes.getShort(root + 16 + 2 * index);
    }

    private static void swap(ByteBuffer bytes, int a, int b) {
        short kept = bytes.getShort(a);
        bytes.putShort(a, bytes.getShort(b)).putShort(b, kept);
    }

    private static byte[] hex(String line) {
        return HexFormat.of().parseHex(line.strip());
    }

    /** What a tool prints; the test is skipped where there is no such tool. */
    private static String run(String... command) throws IOException {
        boolean there =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, command[0])));
        assumeTrue(there, "no tool " + command[0]);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF);
    }
}
