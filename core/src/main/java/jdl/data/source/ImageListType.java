package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.data.DataFile;
import jdl.data.DataFolder;
import jdl.data.PicturePaths;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.data.source.PictureSource.Entry;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.proto.SourceParameter;
import jdl.proto.SourceParameter.Color;

/**
 * Caffe's lists of image files: in each line a path, a space and a class from 0; the last space
 * counts, so that paths may have spaces too.
 */
@AutoService(SourceType.class)
public final class ImageListType implements SourceType {

    private static final int LONGEST = 1 << 30;

    @Override
    public String scheme() {
        return "images";
    }

    @Override
    public String example() {
        return "images:LIST.txt";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        Path list = DataFolder.ofUser().resolve(rest);
        String[] lines = text(list).split("\n", -1);
        var root = new PicturePaths(list, settings.getRootFolder());
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.length; i++)
            if (!lines[i].isBlank()) entries.add(entry(list, i + 1, lines[i].strip(), root));
        if (entries.isEmpty()) throw new Failure(Kind.CORRUPT, list + ": names no images");
        return new PictureSource(entries, true, List.of(), color(settings));
    }

    /** As Caffe has it, pictures are of three colours unless something else is asked for. */
    static Color color(SourceParameter settings) {
        return settings.hasColor() ? settings.getColor() : Color.COLOR;
    }

    private static String text(Path list) {
        try (var file = DataFile.open(list)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.rest(LONGEST)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Failure(Kind.CORRUPT, list + ": a list of image files in UTF-8 expected", e);
        }
    }

    private static Entry entry(Path list, int number, String line, PicturePaths root) {
        int space = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
        String label = line.substring(space + 1);
        // A class is no larger than what a float holds exactly.
        if (space < 0 || !label.matches("-?\\d{1,7}"))
            throw new Failure(
                    Kind.CORRUPT,
                    "%s:%d: a path, a space and a class from 0 expected, but found \"%s\""
                            .formatted(list, number, line));
        return new Entry(root.resolve(line.substring(0, space).strip()), Integer.parseInt(label));
    }
}
