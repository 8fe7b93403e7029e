package jdl.data.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.data.image.Pictures;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.tar.TarShards;
import jdl.file.tar.TarShards.Part;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;

/** Samples in archives: a picture each, and perhaps a class in a file that ends in "cls". */
final class TarSource implements Source {

    private static final String CLASS = "cls";
    private static final String PICTURE = "(.*\\.)?(?i:jpe?g|png|bmp|gif|webp|ppm|pgm|pnm|img)";
    private static final int LONGEST_CLASS = 20;

    /** How many broken samples in a row are a broken source. */
    private static final int TRIES = 100;

    private final TarShards shards;
    private final Pictures pictures;
    private final List<Column> columns;

    TarSource(TarShards shards, Color color) {
        this.shards = shards;
        this.pictures = new Pictures(color);
        Shape picture = firstShape();
        boolean labelled = shards.sample(0).parts().containsKey(CLASS);
        this.columns =
                Stream.of(Column.pictures("data", picture), Column.classes("label"))
                        .limit(labelled ? 2 : 1)
                        .toList();
    }

    /** The shape of the first picture that is one, for some may be broken. */
    private Shape firstShape() {
        var first = new Values();
        for (int i = 0; ; i++)
            try {
                read(i, 0, first);
                return first.shape();
            } catch (Failure e) {
                if (i == Math.min(TRIES, shards.size()) - 1)
                    throw e.message().startsWith(key(i))
                            ? e
                            : new Failure(e.kind(), key(i) + ": " + e.message(), e);
            }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long size() {
        return shards.size();
    }

    @Override
    public void read(long index, int column, Values into) {
        Map<String, Part> parts = shards.sample(index).parts();
        if (column == 0) pictures.decode(key(index), picture(parts).read().array(), into);
        else into.number(label(parts));
    }

    @Override
    public String key(long index) {
        TarShards.Sample sample = shards.sample(index);
        return "%s, sample \"%s\"".formatted(sample.shard(), sample.key());
    }

    private static Part picture(Map<String, Part> parts) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().matches(PICTURE))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> missing("picture (jpg, png, …)", parts));
    }

    private static int label(Map<String, Part> parts) {
        ByteBuffer bytes =
                Optional.ofNullable(parts.get(CLASS))
                        .orElseThrow(() -> missing(CLASS, parts))
                        .read();
        String text = StandardCharsets.UTF_8.decode(bytes).toString().strip();
        if (!text.matches("-?\\d{1,7}"))
            throw corrupt("cls should be a class from 0, but is \"" + start(text) + "\"");
        return Integer.parseInt(text);
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_CLASS));
    }

    private static Failure missing(String what, Map<String, Part> parts) {
        return corrupt("has no %s, but %s".formatted(what, String.join(", ", parts.keySet())));
    }

    private static Failure corrupt(String what) {
        return new Failure(Kind.CORRUPT, what);
    }
}
