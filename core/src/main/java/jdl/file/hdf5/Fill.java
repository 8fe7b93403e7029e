package jdl.file.hdf5;

import java.nio.ByteBuffer;
import jdl.file.Damage;

/** The value of what was never written. */
final class Fill {

    private static final int DEFINED = 0x20;

    private Fill() {}

    /** The value, which is 0 unless the header says otherwise. */
    static float read(ObjectHeader header, NumberType type) throws Damage {
        var message = header.one(ObjectHeader.FILL_VALUE);
        if (message.isEmpty()) return 0;
        Cursor in = message.get();
        int version = in.u8();
        boolean defined =
                version < 3 ? in.skip(2).u8() != 0 || version == 1 : (in.u8() & DEFINED) != 0;
        if (!defined || in.left() < 4) return 0;
        long size = in.u32();
        if (size == 0 || size == Integer.toUnsignedLong(-1)) return 0;
        if (size != type.size()) throw new Damage("has a fill value of " + size + " bytes");
        float[] value = new float[1];
        type.floats(ByteBuffer.wrap(in.take(size)), 0, value, 0, 1);
        return value[0];
    }
}
