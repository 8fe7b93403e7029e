package jdl.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import jdl.data.Values;
import jdl.proto.SourceParameter.Color;

/**
 * What ImageIO made of a file, in any of its many layouts, as blue, green and red or as grey. What
 * is transparent is taken as it is; of 16 bits the upper 8 are.
 */
final class Drawn {

    private final BufferedImage image;
    private final Raster raster;
    private final int width;
    private final int channels;

    Drawn(BufferedImage image, Color color) {
        this.image = image;
        this.raster = image.getRaster();
        this.width = image.getWidth();
        var size = new Size(width, image.getHeight(), isGray() ? 1 : 3);
        this.channels = size.channels(color);
    }

    void write(Values into) {
        byte[] y = into.room(width * image.getHeight() * channels);
        for (int row = 0; row < image.getHeight(); row++) row(row, y, row * width * channels);
        into.pixels(y, 0, channels, image.getHeight(), width);
    }

    private void row(int row, byte[] y, int to) {
        if (image.getColorModel() instanceof IndexColorModel palette) palette(palette, row, y, to);
        else if (arePlainBytes()) bytes(row, y, to);
        else if (isComponents()) samples(row, y, to);
        else colors(row, y, to);
    }

    /** A palette that is grey throughout is how grey pictures of few bits come. */
    private boolean isGray() {
        if (!(image.getColorModel() instanceof IndexColorModel palette))
            return isComponents() && raster.getNumBands() <= 2;
        for (int i = 0; i < palette.getMapSize(); i++)
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i))
                return false;
        return true;
    }

    private boolean isComponents() {
        int type = raster.getDataBuffer().getDataType();
        return raster.getSampleModel() instanceof ComponentSampleModel
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
    }

    private boolean arePlainBytes() {
        return isComponents()
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getNumBanks() == 1
                && raster.getParent() == null;
    }

    private void palette(IndexColorModel palette, int row, byte[] y, int to) {
        int[] indexes = raster.getPixels(0, row, width, 1, (int[]) null);
        for (int i = 0; i < width; i++) color(palette.getRGB(indexes[i]), y, to + i * channels);
    }

    private void color(int rgb, byte[] y, int at) {
        Gray.put(rgb & 0xff, rgb >> 8 & 0xff, rgb >> 16 & 0xff, y, at, channels);
    }

    private void bytes(int row, byte[] y, int to) {
        byte[] x = ((DataBufferByte) raster.getDataBuffer()).getData();
        var lie = (ComponentSampleModel) raster.getSampleModel();
        int[] bands = lie.getBandOffsets();
        int step = lie.getPixelStride();
        int from = raster.getDataBuffer().getOffset() + row * lie.getScanlineStride();
        int red = from + bands[0];
        int green = from + bands[bands.length < 3 ? 0 : 1];
        int blue = from + bands[bands.length < 3 ? 0 : 2];
        for (int i = 0; i < width; i++, to += channels) {
            int at = i * step;
            Gray.put(
                    x[blue + at] & 0xff, x[green + at] & 0xff, x[red + at] & 0xff, y, to, channels);
        }
    }

    private void samples(int row, byte[] y, int to) {
        int bands = raster.getNumBands();
        int shift = raster.getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE ? 0 : 8;
        int[] x = raster.getPixels(0, row, width, 1, (int[]) null);
        for (int i = 0; i < width; i++, to += channels) {
            int red = x[i * bands] >> shift;
            int green = bands < 3 ? red : x[i * bands + 1] >> shift;
            int blue = bands < 3 ? red : x[i * bands + 2] >> shift;
            Gray.put(blue, green, red, y, to, channels);
        }
    }

    private void colors(int row, byte[] y, int to) {
        int[] rgb = image.getRGB(0, row, width, 1, null, 0, width);
        for (int i = 0; i < width; i++) color(rgb[i], y, to + i * channels);
    }
}
