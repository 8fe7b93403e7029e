package jdl.data.text;

import java.util.Map;
import jdl.data.DataFile;
import jdl.data.DataFolder;
import jdl.failure.Failure;

/** Opens what {@code text_data_param.source} says. */
final class Texts {

    private static final int LIMIT = 1 << 30;

    /** Round numbers of bytes, and the one that follows the last. */
    private static final Map<String, Integer> SENTENCES =
            Map.of("sentences:train", 1_000_001, "sentences:test", 20_001);

    private Texts() {}

    static byte[] open(String source) {
        Integer count = SENTENCES.get(source);
        if (count != null) return Sentences.bytes(count, count);
        if (!source.startsWith("text:"))
            throw Failure.config(
                    "text_data_param.source \"%s\" is not known\n    known: text:FILE, sentences:train, sentences:test"
                            .formatted(source));
        try (var file = DataFile.open(DataFolder.ofUser().resolve(source.substring(5)))) {
            return file.rest(LIMIT);
        }
    }
}
