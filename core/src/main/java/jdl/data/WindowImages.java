package jdl.data;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdl.data.image.Pictures;
import jdl.proto.SourceParameter.Color;

/** The images that windows are cut out of, whose files stay in memory where that is wanted. */
final class WindowImages {

    private final Pictures pictures = new Pictures(Color.COLOR);
    private final Map<Path, ByteString> files = new ConcurrentHashMap<>();
    private final boolean kept;

    WindowImages(boolean kept) {
        this.kept = kept;
    }

    void read(Path image, Values into) {
        if (!kept) {
            pictures.read(image, into);
            return;
        }
        ByteString file = files.computeIfAbsent(image, WindowImages::bytes);
        pictures.decode(image.toString(), file.toByteArray(), into);
    }

    private static ByteString bytes(Path image) {
        try (var in = DataFile.open(image)) {
            return ByteString.copyFrom(in.rest(Integer.MAX_VALUE));
        }
    }
}
