package jdl.data.image;

import java.awt.image.DataBufferByte;
import java.io.IOException;
import javax.imageio.ImageReader;
import jdl.data.Values;
import jdl.file.Damage;
import jdl.proto.SourceParameter.Color;

/**
 * JPEG, with libjpeg's own numbers: the JDK gives its raw components, so that no colour profile
 * comes between, and they are turned into blue, green and red by libjpeg's integers.
 */
final class JpegDecoder implements Decoder {

    private final ImageReader reader = Plugins.reader(Format.JPEG);

    @Override
    public void decode(Bytes file, Color color, Values into) throws IOException {
        JpegHeader header = JpegHeader.of(file);
        Size size = header.size();
        reader.setInput(file.stream(), true, true);
        var raster = reader.readRaster(0, null);
        if (!(raster.getDataBuffer() instanceof DataBufferByte buffer)
                || raster.getNumBands() != header.components()
                || raster.getWidth() != size.width()
                || raster.getHeight() != size.height())
            throw new Damage("is not what its header says");
        byte[] x = buffer.getData();
        int channels = size.channels(color);
        byte[] y = into.room(size.pixels() * channels);
        if (header.components() == 4) inks(x, header.isLuma(), y, channels);
        else if (header.components() == 1) Spread.run(x, 1, y, channels);
        else if (channels == 1 && header.isLuma()) Spread.run(x, 3, y, 1);
        else if (header.isLuma()) luma(x, y);
        else red(x, y, channels);
        into.pixels(y, 0, channels, size.height(), size.width());
    }

    /** Brightness and two colours to blue, green, red. */
    private static void luma(byte[] x, byte[] y) {
        for (int i = 0; i <= x.length - 3; i += 3) {
            int luma = x[i] & 0xff;
            int cb = (x[i + 1] & 0xff) - 128;
            int cr = (x[i + 2] & 0xff) - 128;
            y[i] = clamp(luma + ((116130 * cb + 32768) >> 16));
            y[i + 1] = clamp(luma + ((-22554 * cb - 46802 * cr + 32768) >> 16));
            y[i + 2] = clamp(luma + ((91881 * cr + 32768) >> 16));
        }
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~0xff) == 0 ? value : ~value >> 31);
    }

    /** Red, green, blue the other way round, or to grey. */
    private static void red(byte[] x, byte[] y, int channels) {
        for (int i = 0, to = 0; i <= x.length - 3; i += 3, to += channels)
            Gray.put(x[i + 2] & 0xff, x[i + 1] & 0xff, x[i] & 0xff, y, to, channels);
    }

    /** Four inks as printers' programs store them, 255 for none, perhaps as brightness. */
    private static void inks(byte[] x, boolean luma, byte[] y, int channels) {
        if (luma) {
            byte[] pixel = new byte[3];
            for (int i = 0; i <= x.length - 4; i += 4) {
                System.arraycopy(x, i, pixel, 0, 3);
                luma(pixel, pixel);
                for (int c = 0; c < 3; c++) x[i + c] = (byte) ~pixel[2 - c];
            }
        }
        for (int i = 0, to = 0; i <= x.length - 4; i += 4, to += channels) {
            int key = x[i + 3] & 0xff;
            Gray.put(ink(x[i + 2], key), ink(x[i + 1], key), ink(x[i], key), y, to, channels);
        }
    }

    private static int ink(byte color, int key) {
        return key - (((255 - (color & 0xff)) * key) >> 8);
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
