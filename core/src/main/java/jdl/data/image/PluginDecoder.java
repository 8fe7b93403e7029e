package jdl.data.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;
import jdl.data.Values;
import jdl.proto.SourceParameter.Color;

/** PNG, GIF (its first picture), BMP and WebP, by ImageIO. */
final class PluginDecoder implements Decoder {

    private final Format format;
    private final ImageReader reader;

    PluginDecoder(Format format) {
        this.format = format;
        this.reader = Plugins.reader(format);
    }

    @Override
    public void decode(Bytes file, Color color, Values into) throws IOException {
        if (format == Format.PNG) PngHeader.check(file);
        else Whole.check(format, file);
        reader.setInput(file.stream(), true, true);
        if (format != Format.PNG)
            new Size(reader.getWidth(0), reader.getHeight(0), 3).check(file.size());
        BufferedImage image = reader.read(0);
        new Drawn(image, color).write(into);
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
