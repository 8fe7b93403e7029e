package jdl.data.image;

import java.util.BitSet;
import jdl.file.Damage;

/**
 * What a JPEG file says of itself between its pieces of coded pixels. They are all walked through,
 * for the decoder itself goes on where some of them are missing or make no sense.
 */
final class JpegHeader {

    /** An honest progressive file has about ten; each costs a pass over all of the picture. */
    private static final int HONEST_SCANS = 16;

    private static final int SCANS = 100;
    private static final long SCANNED_PIXELS = 1L << 28;

    /** Zeros one after the other in coded pixels, where a zero bit does not end a block. */
    private static final int ZEROS = 16;

    private final Bytes file;
    private int width;
    private int height;
    private int components;
    private int ids;
    private int scans;
    private boolean progressive;
    private boolean jfif;
    private int adobe = -1;
    private boolean zerosAreFlat = true;
    private boolean interleaved;

    private JpegHeader(Bytes file) {
        this.file = file;
    }

    static JpegHeader of(Bytes file) throws Damage {
        var header = new JpegHeader(file);
        header.walk();
        Size size = header.size().check(file.size());
        if (header.scans > HONEST_SCANS && (long) header.scans * size.pixels() > SCANNED_PIXELS)
            throw new Damage("has %d scans, too many for its size".formatted(header.scans));
        return header;
    }

    Size size() {
        return new Size(width, height, components == 1 ? 1 : 3);
    }

    int components() {
        return components;
    }

    /** Whether the first component is brightness and two are colour; libjpeg guesses alike. */
    boolean isLuma() {
        if (components == 4) return adobe == 2;
        if (components != 3) return components == 1;
        if (jfif) return true;
        return adobe >= 0 ? adobe != 0 : ids != ('R' << 16 | 'G' << 8 | 'B');
    }

    private void walk() throws Damage {
        int place = 2;
        while (true) {
            if (file.at(place) != 0xff) throw new Damage("has bytes between its parts");
            while (file.at(place) == 0xff) place++;
            int marker = file.at(place++);
            if (marker == 0xd9) break;
            if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
            int length = file.pair(place);
            if (length < 2) throw new Damage("has a part shorter than its own length");
            segment(marker, file.part(place + 2, length - 2));
            place += length;
            if (marker == 0xda) place = coded(place);
        }
        if (scans == 0) throw new Damage("has no pixels");
    }

    private void segment(int marker, Bytes part) throws Damage {
        if (marker == 0xdb) quantization(part);
        else if (marker == 0xc4) codes(part);
        else if (marker == 0xda) scan(part);
        else if (marker == 0xe0 && part.startsWith("JFIF")) jfif = true;
        else if (marker == 0xee && part.size() >= 12 && part.startsWith("Adobe"))
            adobe = part.at(11);
        else if (isFrame(marker)) frame(marker, part);
    }

    private static boolean isFrame(int marker) {
        return marker == 0xc0 || (marker > 0xc0 && marker <= 0xcf && (marker & 3) != 0);
    }

    private void frame(int marker, Bytes part) throws Damage {
        if (components > 0) throw new Damage("has two frames");
        boolean isKnown = marker <= 0xc2 || marker == 0xc9 || marker == 0xca;
        if (!isKnown || part.at(0) != 8)
            throw new Damage("is a JPEG of a kind that is not read (lossless or more than 8 bits)");
        progressive = (marker & 3) == 2;
        height = part.pair(1);
        width = part.pair(3);
        components = part.at(5);
        if (components != 1 && components != 3 && components != 4)
            throw new Damage("has " + components + " components");
        for (int c = 0; c < components; c++) ids = ids << 8 | part.at(6 + 3 * c);
    }

    /** No step is 0 in a file that was meant: what is wiped out may still be decoded, to grey. */
    private static void quantization(Bytes part) throws Damage {
        for (int place = 0; place < part.size(); ) {
            boolean wide = part.at(place++) >> 4 != 0;
            for (int i = 0; i < 64; i++, place += wide ? 2 : 1)
                if ((wide ? part.pair(place) : part.at(place)) == 0)
                    throw new Damage("has a quantization step of 0");
        }
    }

    /** The symbols of codes: none stands there twice, as several would that were wiped out. */
    private void codes(Bytes part) throws Damage {
        for (int place = 0; place < part.size(); ) {
            int table = part.at(place++);
            int count = 0;
            for (int i = 0; i < 16; i++) count += part.at(place++);
            var seen = new BitSet();
            for (int i = 0; i < count; i++) {
                int symbol = part.at(place++);
                if (seen.get(symbol)) throw new Damage("has two codes for the same");
                seen.set(symbol);
                // The first is the one of zeros alone; symbol 0 says that the rest is flat.
                if (table == 0x10 && i == 0) zerosAreFlat = symbol == 0;
            }
        }
    }

    private void scan(Bytes part) throws Damage {
        if (++scans > SCANS) throw new Damage("has more than " + SCANS + " scans");
        interleaved = part.at(0) == components;
    }

    /** Where the coded pixels that begin at a place end. */
    private int coded(int place) throws Damage {
        int end = piece(place);
        while (true) {
            int next = file.at(end + 1);
            if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) return end;
            end = piece(end + (next == 0xff ? 1 : 2));
        }
    }

    /**
     * The place of the next 255. Zeros were written over a piece without it, if so many would all
     * be coefficients of -1; libjpeg warns only if it does not find the end of a block by chance.
     */
    private int piece(int place) throws Damage {
        int end = file.next255(place);
        if (interleaved && !progressive && !zerosAreFlat && file.hasZeros(place, end, ZEROS))
            throw new Damage("has zeros where its pixels should be, before byte " + end);
        return end;
    }
}
