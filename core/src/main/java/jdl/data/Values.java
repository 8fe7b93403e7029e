package jdl.data;

import jdl.tensor.Shape;

/**
 * What a source gives of one column of one record: bytes or floats, channels × height × width, read
 * where they lie, planes or pixels first. A source says where they are; nothing is copied. One is
 * used again for record after record, by one thread.
 */
public final class Values {

    private byte[] bytes = {};
    private float[] floats = {};
    private final float[] number = new float[1];
    private byte[] room = {};
    private float[] floatRoom = {};
    private boolean whole;
    private int offset;
    private int channels;
    private int height;
    private int width;
    private int channelStride;
    private int rowStride;
    private int columnStride;

    /** Plane after plane of bytes, each 0 to 255. */
    public void planes(byte[] values, int from, int channels, int height, int width) {
        bytes = values;
        whole = true;
        size(channels, height, width);
        lie(from, height * width, width, 1);
    }

    /** Pixel after pixel, each of so many bytes, as decoders give them. */
    public void pixels(byte[] values, int from, int channels, int height, int width) {
        bytes = values;
        whole = true;
        size(channels, height, width);
        lie(from, 1, channels * width, channels);
    }

    /** Plane after plane of floats. */
    public void planes(float[] values, int from, int channels, int height, int width) {
        floats = values;
        whole = false;
        size(channels, height, width);
        lie(from, height * width, width, 1);
    }

    /** One number. */
    public void number(float value) {
        number[0] = value;
        planes(number, 0, 1, 1, 1);
    }

    /** Numbers of any shape, as they follow each other. */
    public void numbers(float[] values, int from, int count) {
        planes(values, from, count, 1, 1);
    }

    private void size(int channels, int height, int width) {
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    private void lie(int from, int channelStride, int rowStride, int columnStride) {
        this.offset = from;
        this.channelStride = channelStride;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
    }

    /** From now on a part of the picture, which lies where it lay. */
    public void window(int top, int left, int height, int width) {
        offset = at(0, top, left);
        size(channels, height, width);
    }

    /** From now on the picture upside down. */
    public void flip() {
        offset = at(0, height - 1, 0);
        rowStride = -rowStride;
    }

    /** From now on its channels the other way round: red first where blue was. */
    public void turnChannels() {
        offset = at(channels - 1, 0, 0);
        channelStride = -channelStride;
    }

    /**
     * Bytes of this object's own, at least so many, for a source that has to put them somewhere.
     */
    public byte[] room(int count) {
        if (room.length < count) room = new byte[count];
        return room;
    }

    /** Floats of this object's own, at least so many. */
    public float[] floatRoom(int count) {
        if (floatRoom.length < count) floatRoom = new float[count];
        return floatRoom;
    }

    /** Whether the values are bytes, 0 to 255, and not floats. */
    public boolean areBytes() {
        return whole;
    }

    /** Where the values are, if they are bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the values are, if they are floats. */
    public float[] floats() {
        return floats;
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public int count() {
        return channels * height * width;
    }

    /** Channels, height, width. */
    public Shape shape() {
        return Shape.of(channels, height, width);
    }

    public boolean has(Shape shape) {
        return shape.rank() == 3
                && shape.dim(0) == channels
                && shape.dim(1) == height
                && shape.dim(2) == width;
    }

    /** Where in {@link #bytes} or {@link #floats} a value is. */
    public int at(int channel, int row, int column) {
        return offset + channel * channelStride + row * rowStride + column * columnStride;
    }

    /** The distance between neighbours in a row. */
    public int columnStride() {
        return columnStride;
    }

    /** Whether all values lie as a net has them: plane after plane, row after row. */
    public boolean arePlanes() {
        return columnStride == 1 && rowStride == width && channelStride == height * width;
    }

    public float get(int channel, int row, int column) {
        int at = at(channel, row, column);
        return whole ? bytes[at] & 0xff : floats[at];
    }
}
