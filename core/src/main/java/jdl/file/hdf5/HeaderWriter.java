package jdl.file.hdf5;

import jdl.file.hdf5.Hdf5Item.Values;

/** Writes the header of a group or an array: a list of messages, in version 1. */
final class HeaderWriter {

    private static final int FIXED_POINT = 0x10;
    private static final int FLOATING_POINT = 0x11;
    private static final int STRING = 0x13;

    private final Structure messages = new Structure(0);
    private final int links;
    private int count;

    /** A header to which so many names lead. */
    HeaderWriter(int links) {
        this.links = links;
    }

    HeaderWriter add(int type, Structure message) {
        byte[] content = message.align().toArray();
        messages.u16(type).u16(content.length).u32(0).put(content);
        count++;
        return this;
    }

    void writeTo(Structure out) {
        byte[] content = messages.toArray();
        out.u8(1, 0).u16(count).u32(links).u32(content.length).u32(0).put(content);
    }

    /** The header of an array whose values begin at an address. */
    static HeaderWriter of(Values values, int links, long address) {
        var noFill = new Structure(0).u8(2, 2, 2, 1).u32(0);
        long place = values.length() == 0 ? Structure.UNDEFINED : address;
        var layout = new Structure(0).u8(3, 1).u64(place, values.length());
        return new HeaderWriter(links)
                .add(ObjectHeader.DATASPACE, shape(values))
                .add(ObjectHeader.DATATYPE, type(values))
                .add(ObjectHeader.FILL_VALUE, noFill)
                .add(ObjectHeader.LAYOUT, layout);
    }

    private static Structure shape(Values values) {
        var shape = new Structure(0).u8(1, values.dims().size(), 0, 0).u32(0);
        for (int dim : values.dims()) shape.u64(dim);
        return shape;
    }

    private static Structure type(Values values) {
        return switch (values.form()) {
            case FLOAT ->
                    new Structure(0)
                            .u8(FLOATING_POINT, 0x20, 31, 0)
                            .u32(4)
                            .u16(0)
                            .u16(32)
                            .u8(23, 8, 0, 23)
                            .u32(127);
            case WHOLE -> new Structure(0).u8(FIXED_POINT, 8, 0, 0).u32(4).u16(0).u16(32);
            case BYTE -> new Structure(0).u8(FIXED_POINT, 0, 0, 0).u32(1).u16(0).u16(8);
            case ASCII -> new Structure(0).u8(STRING, 0, 0, 0).u32(values.length());
            case UTF_8 -> new Structure(0).u8(STRING, 0x10, 0, 0).u32(values.length());
        };
    }
}
