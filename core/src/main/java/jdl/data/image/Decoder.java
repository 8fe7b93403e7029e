package jdl.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.proto.SourceParameter.Color;
import org.jspecify.annotations.Nullable;

/** Turns image files into pixels: blue, green, red, or grey. */
public final class Decoder {

    private Decoder() {}

    /** {@link Failure} (CORRUPT) if the bytes are no picture. */
    public static void decode(byte[] file, Color color, Values into) {
        BufferedImage image = read(file);
        int height = image.getHeight();
        int width = image.getWidth();
        boolean grey =
                color == Color.GRAY
                        || (color == Color.AS_STORED && image.getRaster().getNumBands() < 3);
        int channels = grey ? 1 : 3;
        byte[] pixels = into.room(channels * height * width);
        for (int y = 0, at = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int rgb = image.getRGB(x, y);
                int red = rgb >> 16 & 0xff;
                int green = rgb >> 8 & 0xff;
                int blue = rgb & 0xff;
                if (grey) {
                    pixels[at++] = (byte) Math.round(0.299f * red + 0.587f * green + 0.114f * blue);
                } else {
                    pixels[at++] = (byte) blue;
                    pixels[at++] = (byte) green;
                    pixels[at++] = (byte) red;
                }
            }
        into.pixels(pixels, 0, channels, height, width);
    }

    private static BufferedImage read(byte[] file) {
        try {
            @Nullable BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            if (image != null) return image;
            throw new Failure(Failure.Kind.CORRUPT, "is no picture of a known kind");
        } catch (IOException e) {
            throw new Failure(Failure.Kind.CORRUPT, "is a broken picture: " + e.getMessage(), e);
        }
    }
}
