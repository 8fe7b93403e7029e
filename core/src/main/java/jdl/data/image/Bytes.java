package jdl.data.image;

import java.util.zip.CRC32;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;
import jdl.file.Damage;

/** A picture file in memory: part of an array, of which no byte outside can be asked for. */
final class Bytes {

    private final byte[] array;
    private final int from;
    private final int size;

    Bytes(byte[] array, int from, int size) {
        this.array = array;
        this.from = from;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** The byte at a place, 0 to 255. */
    int at(int place) throws Damage {
        if (place < 0 || place >= size) throw new Damage("ends too early");
        return array[from + place] & 0xff;
    }

    /** Two bytes, the greater one first. */
    int pair(int place) throws Damage {
        return at(place) << 8 | at(place + 1);
    }

    /** Four bytes, the greatest one first; those of 2^31 and more are negative. */
    int four(int place) throws Damage {
        return pair(place) << 16 | pair(place + 2);
    }

    boolean startsWith(String letters) {
        if (size < letters.length()) return false;
        for (int i = 0; i < letters.length(); i++)
            if ((array[from + i] & 0xff) != letters.charAt(i)) return false;
        return true;
    }

    Bytes part(int place, int length) throws Damage {
        if (place < 0 || length < 0 || place > size - length) throw new Damage("ends too early");
        return new Bytes(array, from + place, length);
    }

    /** The place of the first 255 from a place on; the size if there is none. */
    int next255(int place) {
        int i = place;
        while (i < size && array[from + i] != -1) i++;
        return i;
    }

    /** Whether so many zeros follow each other between two places. */
    boolean hasZeros(int begin, int end, int count) {
        int zeros = 0;
        for (int i = begin; i < end && zeros < count; i++)
            zeros = array[from + i] == 0 ? zeros + 1 : 0;
        return zeros == count;
    }

    int crc() {
        var crc = new CRC32();
        crc.update(array, from, size);
        return (int) crc.getValue();
    }

    /** The same bytes as ImageIO wants them, without a copy or a file. */
    ImageInputStream stream() {
        return new Stream();
    }

    private final class Stream extends ImageInputStreamImpl {
        @Override
        public int read() {
            bitOffset = 0;
            return streamPos >= size ? -1 : array[from + (int) streamPos++] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int count) {
            bitOffset = 0;
            if (count == 0) return 0;
            if (streamPos >= size) return -1;
            int length = (int) Math.min(count, size - streamPos);
            System.arraycopy(array, from + (int) streamPos, into, at, length);
            streamPos += length;
            return length;
        }

        @Override
        public long length() {
            return size;
        }
    }
}
