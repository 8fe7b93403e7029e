package jdl.file.leveldb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Bytes;
import jdl.file.DamageCases;
import jdl.file.SharedData;
import jdl.file.leveldb.LevelDbFiles.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelDbRecordsTest {

    private static final int PLAIN = 0;
    private static final int SNAPPY = 1;

    @TempDir private Path folder;
    private LevelDbFiles files;

    @BeforeEach
    void makeNoFilesYet() {
        files = new LevelDbFiles(folder);
    }

    @Test
    void ofAKeyTheNewestChangeCountsWhereverItIs() throws IOException {
        files.table(
                        4,
                        "ldb",
                        SNAPPY,
                        2,
                        List.of(put("a", 1), put("b", 2), put("c", 3), put("d", 4)))
                .table(5, "sst", PLAIN, 1, List.of(put("b", 6), Change.delete("c", 7), put("e", 8)))
                .log(9, List.of(put("a", 10), Change.delete("e", 11), put("f", 12)))
                .log(8, List.of(put("f", 90), put("g", 91)))
                .finish();
        assertThat(read()).isEqualTo(Map.of("a", "a10", "b", "b6", "d", "d4", "f", "f12"));
    }

    @Test
    void severalChangesOfAKeyMayStandInOneTable() throws IOException {
        files.table(4, "ldb", PLAIN, 9, List.of(put("a", 9), put("a", 5), put("b", 3))).finish();
        assertThat(read()).isEqualTo(Map.of("a", "a9", "b", "b3"));
    }

    @Test
    void aTableThatWasTakenAwayIsNotMissed() throws IOException {
        files.table(4, "ldb", PLAIN, 2, List.of(put("a", 1))).taken(4);
        files.table(6, "ldb", PLAIN, 2, List.of(put("b", 2))).finish();
        Files.delete(folder.resolve("000004.ldb"));
        assertThat(read()).isEqualTo(Map.of("b", "b2"));
    }

    @Test
    void recordsOfALogMayReachOverManyBlocks() throws IOException {
        byte[] big = Bytes.random(new Random(3), 100_000);
        byte[] fits = Bytes.random(new Random(4), 40_000);
        files.log(9, List.of(put("a", 1), new Change("b", 2, big), new Change("c", 3, fits)))
                .finish();
        try (var db = LevelDbRecords.open(folder)) {
            assertThat(Bytes.of(db.value(1))).isEqualTo(big);
            assertThat(Bytes.of(db.value(2))).isEqualTo(fits);
        }
    }

    @Test
    void manyThreadsReadTheSameAsOne() throws IOException {
        var changes = IntStream.range(0, 500).mapToObj(i -> put("%04d".formatted(i), i)).toList();
        files.table(4, "ldb", SNAPPY, 7, changes).finish();
        try (var db = LevelDbRecords.open(folder)) {
            IntStream.range(0, 5000)
                    .parallel()
                    .map(i -> i * 31 % 500)
                    .forEach(
                            i -> {
                                String key = "%04d".formatted(i);
                                assertThat(text(db.key(i))).isEqualTo(key);
                                assertThat(text(Bytes.of(db.value(i)))).isEqualTo(key + i);
                            });
        }
    }

    @Test
    void whatCaffeWroteIsRead() {
        try (var db = LevelDbRecords.open(SharedData.of("db/leveldb-mnist-test-caffe-subset"))) {
            assertThat(db.size()).isEqualTo(1830);
            assertThat(text(db.key(0))).isEqualTo("00008170");
            assertThat(text(db.key(1829))).isEqualTo("00009999");
        }
    }

    @Test
    void whatLevelDbPackedIsRead() {
        Path db = SharedData.of("db/generated-leveldb-snappy-mnist-test-first300");
        try (var records = LevelDbRecords.open(db)) {
            assertThat(records.size()).isEqualTo(300);
            for (int i = 0; i < 300; i++) {
                assertThat(text(records.key(i))).isEqualTo("%08d".formatted(i));
                assertThat(records.value(i).remaining()).isBetween(784, 810);
            }
        }
    }

    @Test
    void missingTablesAreNamed() throws IOException {
        for (int i = 20; i < 27; i++) files.table(i, "ldb", PLAIN, 1, List.of(put("k" + i, i)));
        files.finish();
        for (int i = 20; i < 27; i++) Files.delete(folder.resolve("0000" + i + ".ldb"));
        assertThatThrownBy(this::read)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("000020.ldb, 000021.ldb, 000022.ldb, 000023.ldb, 000024.ldb")
                .hasMessageContaining("and 2 more")
                .extracting(e -> ((Failure) e).kind())
                .isEqualTo(Kind.MISSING);
    }

    @Test
    void aTableOfAnotherLengthIsRefused() throws IOException {
        files.table(4, "ldb", PLAIN, 2, List.of(put("a", 1))).finish();
        Path table = folder.resolve("000004.ldb");
        Files.write(table, Arrays.copyOf(Files.readAllBytes(table), 50));
        assertThatThrownBy(this::read).hasMessageContaining("bytes, but has 50");
    }

    @Test
    void aLogThatIsCutOffIsRefusedByName() throws IOException {
        files.log(9, List.of(put("a", 1), put("b", 2))).finish();
        Path log = folder.resolve("000009.log");
        byte[] sound = Files.readAllBytes(log);
        for (int length = 1; length < sound.length; length++) {
            Files.write(log, Arrays.copyOf(sound, length));
            assertThatThrownBy(this::read).hasMessageContaining("000009.log");
        }
    }

    @Test
    void keysOutOfOrderAreRefused() throws IOException {
        files.table(4, "ldb", PLAIN, 2, List.of(put("a", 1), put("c", 1), put("b", 1))).finish();
        assertThatThrownBy(this::read)
                .hasMessageContaining("000004.ldb")
                .hasMessageContaining("out of order");
    }

    @Test
    void aFolderWithoutADatabaseIsRefused() throws IOException {
        assertThatThrownBy(this::read).hasMessageContaining("CURRENT: there is no such file");
        Files.writeString(folder.resolve("CURRENT"), "../../etc/passwd\n");
        assertThatThrownBy(this::read).hasMessageContaining("name of a MANIFEST");
    }

    @Test
    void anyDamageToAFileEndsInAFailureOrInRecords() throws IOException {
        damageFiles(200);
    }

    @Test
    void anyDamageThatChecksumsHideEndsInAFailureOrInRecords() throws IOException {
        bend(1000);
    }

    @Test
    @Tag("slow")
    void anyDamageEndsInAFailureOrInRecordsTenThousandTimes() throws IOException {
        damageFiles(2500);
        bend(10_000);
    }

    private void damageFiles(int cases) throws IOException {
        make(files);
        for (String name : List.of("MANIFEST-000003", "000004.ldb", "000005.ldb", "000009.log")) {
            int refused =
                    DamageCases.refused(
                            folder.resolve(name),
                            21,
                            cases,
                            () -> Bytes.readAll(LevelDbRecords.open(folder)));
            assertThat(refused).as(name).isGreaterThan(cases / 2);
        }
    }

    private void bend(int cases) throws IOException {
        int refused = 0;
        for (int i = 0; i < cases; i++) {
            var random = new Random(i);
            UnaryOperator<byte[]> bend =
                    bytes ->
                            random.nextInt(3) > 0 || bytes.length == 0
                                    ? bytes
                                    : bent(bytes, random);
            make(new LevelDbFiles(folder, bend));
            try {
                Bytes.readAll(LevelDbRecords.open(folder));
            } catch (Failure e) {
                refused++;
                assertThat(e.message()).contains(folder.toString());
            } catch (Throwable e) {
                throw new AssertionError("case " + i, e);
            }
        }
        assertThat(refused).isBetween(cases / 3, cases - 1);
    }

    private static byte[] bent(byte[] bytes, Random random) {
        byte[] bent = bytes.clone();
        for (int i = 0; i < 1 + random.nextInt(3); i++)
            bent[random.nextInt(bent.length)] = (byte) random.nextInt(256);
        return random.nextInt(4) > 0 ? bent : Arrays.copyOf(bent, random.nextInt(bent.length));
    }

    private static void make(LevelDbFiles files) throws IOException {
        var changes = IntStream.range(0, 30).mapToObj(i -> put("%04d".formatted(i), i)).toList();
        files.table(4, "ldb", SNAPPY, 4, changes.subList(0, 20))
                .table(5, "ldb", PLAIN, 4, changes.subList(15, 25))
                .log(9, changes.subList(22, 30))
                .finish();
    }

    private static Change put(String key, long sequence) {
        return Change.put(key, sequence, key + sequence);
    }

    private Map<String, String> read() {
        var found = new TreeMap<String, String>();
        try (var db = LevelDbRecords.open(folder)) {
            for (long i = db.size() - 1; i >= 0; i--)
                found.put(text(db.key(i)), text(Bytes.of(db.value(i))));
            assertThat(found).hasSize((int) db.size());
        }
        return found;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
