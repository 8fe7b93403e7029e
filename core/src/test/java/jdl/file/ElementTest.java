package jdl.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class ElementTest {

    @Test
    void eachKindIsReadAsTheNearestFloat() {
        assertThat(one(Element.F32, 0x40490fdbL)).isEqualTo((float) Math.PI);
        assertThat(one(Element.F64, Double.doubleToLongBits(Math.E))).isEqualTo((float) Math.E);
        assertThat(one(Element.BF16, 0x4049)).isEqualTo(3.140625f);
        assertThat(one(Element.I8, -2)).isEqualTo(-2f);
        assertThat(one(Element.I16, -300)).isEqualTo(-300f);
        assertThat(one(Element.I32, Integer.MIN_VALUE)).isEqualTo(-0x1p31f);
        assertThat(one(Element.I64, Long.MIN_VALUE)).isEqualTo(-0x1p63f);
        assertThat(one(Element.U8, -1)).isEqualTo(255f);
        assertThat(one(Element.U16, -1)).isEqualTo(65535f);
        assertThat(one(Element.U32, -1)).isEqualTo(0x1p32f);
        assertThat(one(Element.U64, -1)).isEqualTo(0x1p64f);
        assertThat(one(Element.U64, 0x8000_0080_0000_0001L)).isEqualTo(0x1.000002p63f);
        assertThat(one(Element.BOOL, 7)).isEqualTo(1f);
    }

    @Test
    void everyHalfIsWhatItsBitsSay() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            double sign = bits >> 15 == 0 ? 1 : -1;
            int exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double wanted =
                    exponent == 0
                            ? fraction * 0x1p-14
                            : exponent < 31
                                    ? (1 + fraction) * Math.pow(2, exponent - 15)
                                    : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            assertThat((Float) Element.half((short) bits))
                    .as("half %04x", bits)
                    .isEqualTo(Float.valueOf((float) (sign * wanted)));
        }
    }

    @Test
    void theBitsOfAFloatStay() {
        float[] to = new float[3];
        var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        Element.F32.read(bytes.putInt(0x7fa00001).putInt(0xff800001).flip(), to, 1, 2);
        assertThat(Float.floatToRawIntBits(to[1])).isEqualTo(0x7fa00001);
        assertThat(Float.floatToRawIntBits(to[2])).isEqualTo(0xff800001);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    private static float one(Element element, long bits) {
        float[] to = new float[1];
        var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, bits);
        element.read(bytes, to, 0, 1);
        assertThat(bytes.position()).isEqualTo(element.bytes());
        return to[0];
    }
}
