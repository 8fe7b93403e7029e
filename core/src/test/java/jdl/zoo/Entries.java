package jdl.zoo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.web.Wanted;

/** Small entries for tests. */
final class Entries {

    private Entries() {}

    /** Writes an entry with a net and weights into a folder. */
    static Path write(Path folder, String name, String version, String weights) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("net.yaml"), "name: " + name + "\n");
            Files.writeString(folder.resolve("w.caffemodel"), weights);
            var card = new StringBuilder("---\nname: " + name + "\nversion: " + version);
            card.append("\ntitle: A net of tests\nnet: net.yaml\nweights: w.caffemodel\nfiles:\n");
            for (Wanted file : Packing.files(folder))
                if (!file.name().equals(Card.FILE))
                    card.append(
                            "  - {path: %s, bytes: %d, sha256: %s}\n"
                                    .formatted(file.name(), file.bytes(), file.sha256()));
            Files.writeString(folder.resolve(Card.FILE), card + "---\n# A net\n");
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
