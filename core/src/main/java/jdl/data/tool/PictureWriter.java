package jdl.data.tool;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import jdl.data.Values;
import jdl.failure.Failure;

/** Makes PNG and JPEG files of pictures. */
final class PictureWriter {

    private PictureWriter() {}

    /** Read again, it has the same bytes. */
    static byte[] png(Values picture) {
        return png(image(picture));
    }

    static byte[] png(BufferedImage image) {
        return encoded("png", image, -1);
    }

    /**
     * @param quality 1 to 100
     */
    static byte[] jpeg(Values picture, int quality) {
        return encoded("jpeg", image(picture), quality / 100f);
    }

    /** One grey value a pixel, or blue, green and red. */
    private static BufferedImage image(Values from) {
        int channels = from.channels();
        if (!from.areBytes() || (channels != 1 && channels != 3))
            throw Failure.config(
                    "values of %s %s cannot be encoded as pictures\n    take --encode none"
                            .formatted(from.areBytes() ? "bytes," : "floats,", from.shape()));
        int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        var image = new BufferedImage(from.width(), from.height(), type);
        byte[] to = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int at = 0;
        for (int row = 0; row < from.height(); row++)
            for (int i = 0; i < from.width(); i++)
                for (int c = 0; c < channels; c++) to[at++] = from.bytes()[from.at(c, row, i)];
        return image;
    }

    private static byte[] encoded(String format, BufferedImage image, float quality) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        ImageWriter writer = writers.next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (quality >= 0) {
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) { // memory has no such troubles
            throw new IllegalStateException(format.toUpperCase(Locale.ROOT), e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
