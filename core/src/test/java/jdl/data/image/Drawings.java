package jdl.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.proto.SourceParameter.Color;

/** Pictures that a test makes for itself, and what comes of their files. */
final class Drawings {

    private Drawings() {}

    /** Soft shapes and a little noise, much as a photograph; the same for the same seed. */
    static BufferedImage picture(int type, int width, int height, long seed) {
        var image = new BufferedImage(width, height, type);
        var random = new Random(seed);
        double[] waves = random.doubles(9, 0.02, 0.3).toArray();
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int rgb = random.nextInt(256) << 24;
                for (int c = 0; c < 3; c++) {
                    double wave = Math.sin(x * waves[c]) + Math.cos(y * waves[3 + c] + waves[6]);
                    int value = (int) (128 + 50 * wave + random.nextInt(20));
                    rgb |= Math.min(Math.max(value, 0), 255) << (8 * c);
                }
                image.setRGB(x, y, rgb);
            }
        return image;
    }

    static byte[] file(BufferedImage image, String format) {
        return file(image, format, false);
    }

    static byte[] file(BufferedImage image, String format, boolean progressive) {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            var settings = writer.getDefaultWriteParam();
            if (progressive) settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The pixels of a file, blue, green, red; throws what the decoder throws. */
    static Values decoded(Color color, byte[] file) {
        var values = new Values();
        new Pictures(color).decode("a file", file, values);
        return values;
    }

    /** The bytes of a picture as they follow each other, pixel after pixel. */
    static byte[] bytes(Values values) {
        byte[] bytes = new byte[values.count()];
        int to = 0;
        for (int y = 0; y < values.height(); y++)
            for (int x = 0; x < values.width(); x++)
                for (int c = 0; c < values.channels(); c++)
                    bytes[to++] = (byte) values.get(c, y, x);
        return bytes;
    }

    /** What is said of a file that is refused. */
    static String refusal(byte[] file) {
        try {
            Values values = decoded(Color.COLOR, file);
            return "was decoded to " + values.shape();
        } catch (Failure e) {
            return e.kind() + " " + e.message();
        }
    }
}
