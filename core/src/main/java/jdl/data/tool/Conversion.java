package jdl.data.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdl.data.Order;
import jdl.data.Source;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.AtomicFile;
import jdl.file.AtomicFolder;
import jdl.file.RealDisk;
import jdl.file.lmdb.LmdbWriter;
import jdl.file.tar.TarShardWriter;

/** A database made of a source: LMDB as Caffe's convert_imageset makes it, or shards of tar. */
public final class Conversion {

    /** What one of these leaves in its folder, or what reading it leaves. */
    private static final Pattern OURS =
            Pattern.compile("data\\.mdb|lock\\.mdb|labels\\.txt|shard-\\d+\\.tar");

    private static final int LONGEST_KEY = 511;

    private final Source source;
    private final Recipe recipe;
    private final Progress progress;
    private final Converter converter;
    private final Order order;
    private final List<Broken> skipped = new ArrayList<>();

    public Conversion(Source source, Recipe recipe, Progress progress) {
        this.source = source;
        this.recipe = recipe;
        this.progress = progress;
        this.converter = new Converter(source, recipe);
        this.order =
                recipe.seed()
                        .<Order>map(seed -> new Order.Shuffled(source.size(), seed))
                        .orElseGet(() -> new Order.AsStored(source.size()));
    }

    /** Whether the records are picture files, which may be kept as they are. */
    public static boolean canKeep(Source source) {
        return Converter.isOfFiles(source);
    }

    /** Fails if there is something at {@code out} that may not be replaced. */
    public static void check(Path out, boolean replace) {
        new AtomicFolder(out, OURS).check(replace);
    }

    /** The records that were left out. */
    public List<Broken> skipped() {
        return skipped;
    }

    /** Either what is to be written, or why it cannot be. */
    private record Made(Optional<Converted> record, Optional<Broken> broken) {}

    private Made make(long place) {
        long index = order.record(place);
        try {
            return new Made(Optional.of(converter.convert(index)), Optional.empty());
        } catch (Failure e) {
            Broken broken = Broken.of(source, index, e);
            if (!recipe.skip()) throw broken.failure(e.kind());
            return new Made(Optional.empty(), Optional.of(broken));
        }
    }

    /** Makes a folder with an LMDB database of Datums. */
    public void toLmdb(Path out) {
        write(
                out,
                folder ->
                        LmdbWriter.write(
                                folder,
                                -1,
                                database -> {
                                    skipped.clear();
                                    Scan.run(
                                            source.size(),
                                            progress,
                                            this::make,
                                            (place, made) -> put(place, made, database));
                                }));
    }

    private void put(long place, Made made, LmdbWriter database) throws IOException {
        made.broken.ifPresent(skipped::add);
        if (made.record.isEmpty()) return;
        Converted record = made.record.get();
        byte[] value = record.datum().toByteArray();
        database.put(key(place, record.name()), ByteBuffer.wrap(value));
    }

    /** The number of the record, and the name of its file as far as there is room for it. */
    private static byte[] key(long place, String name) {
        String text = "%08d".formatted(place) + (name.isEmpty() ? "" : "_" + name);
        byte[] key = text.getBytes(StandardCharsets.UTF_8);
        return key.length <= LONGEST_KEY ? key : Arrays.copyOf(key, LONGEST_KEY);
    }

    /** Makes a folder with archives of no more than so many bytes. */
    public void toTar(Path out, long most) {
        try (var ahead = new Ahead<>(source.size(), this::make)) {
            var samples = new Samples(ahead);
            write(
                    out,
                    folder -> {
                        skipped.clear();
                        TarShardWriter.write(folder, "shard", most, samples);
                    });
        }
    }

    /** The samples of the archives; those that are broken have no parts. */
    private final class Samples implements TarShardWriter.Samples {
        private final Ahead<Made> ahead;

        Samples(Ahead<Made> ahead) {
            this.ahead = ahead;
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public TarShardWriter.Sample get(long place) {
            Made made = ahead.get(place);
            progress.at(place + 1, size());
            SortedMap<String, byte[]> parts = new TreeMap<>();
            made.broken.filter(b -> !wasLast(b)).ifPresent(skipped::add);
            made.record.ifPresent(record -> fill(record, parts));
            return new TarShardWriter.Sample("%08d".formatted(place), parts);
        }

        /** A sample that begins a new archive is asked for twice. */
        private boolean wasLast(Broken broken) {
            return !skipped.isEmpty() && skipped.get(skipped.size() - 1).equals(broken);
        }

        private void fill(Converted record, SortedMap<String, byte[]> parts) {
            parts.put(record.ending(), record.bytes());
            record.label()
                    .map(label -> String.valueOf(label).getBytes(StandardCharsets.US_ASCII))
                    .ifPresent(label -> parts.put("cls", label));
        }
    }

    private void write(Path out, AtomicFolder.Content content) {
        new AtomicFolder(out, OURS)
                .write(
                        folder -> {
                            content.writeTo(folder);
                            if (skipped.size() == source.size())
                                throw skipped.get(0).failure(Kind.CORRUPT);
                            writeNames(folder);
                        });
    }

    private void writeNames(Path folder) {
        if (source.classes().isEmpty()) return;
        String names = String.join("\n", source.classes()) + "\n";
        byte[] bytes = names.getBytes(StandardCharsets.UTF_8);
        new AtomicFile(new RealDisk(), folder.resolve("labels.txt"))
                .write(bytes.length, file -> file.write(bytes));
    }
}
