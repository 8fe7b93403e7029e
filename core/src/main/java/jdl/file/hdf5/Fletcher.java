package jdl.file.hdf5;

import java.util.Arrays;
import jdl.file.Damage;

/** Fletcher's sum of 32 bits as HDF5 takes it, over words of two bytes with the high one first. */
final class Fletcher {

    /** So many words cannot overflow a sum. */
    private static final int WORDS = 360;

    private Fletcher() {}

    /** The bytes without the sum behind them; an error if it is another one. */
    static byte[] checked(byte[] summed) throws Damage {
        int length = summed.length - 4;
        if (length < 0) throw new Damage("a chunk is shorter than its checksum");
        int stored = 0;
        for (int i = 3; i >= 0; i--) stored = (stored << 8) | (summed[length + i] & 0xff);
        if (stored != sum(summed, length)) throw new Damage("a chunk's checksum does not match");
        return Arrays.copyOf(summed, length);
    }

    private static int sum(byte[] bytes, int length) {
        int low = 0;
        int high = 0;
        int words = 0;
        for (int i = 0; i < length; i += 2) {
            int second = i + 1 < length ? bytes[i + 1] & 0xff : 0;
            low += ((bytes[i] & 0xff) << 8) | second;
            high += low;
            if (++words % WORDS == 0) {
                low = fold(low);
                high = fold(high);
            }
        }
        return (fold(fold(high)) << 16) | fold(fold(low));
    }

    private static int fold(int sum) {
        return (sum & 0xffff) + (sum >>> 16);
    }
}
