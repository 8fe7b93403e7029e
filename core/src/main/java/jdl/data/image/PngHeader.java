package jdl.data.image;

import jdl.file.Damage;

/** The chunks of a PNG file, each of which is held to its checksum: the decoder asks for none. */
final class PngHeader {

    private static final int IHDR = 'I' << 24 | 'H' << 16 | 'D' << 8 | 'R';
    private static final int IEND = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';
    private static final int FIRST = 8;

    private PngHeader() {}

    static Size check(Bytes file) throws Damage {
        if (file.four(FIRST) != 13 || file.four(FIRST + 4) != IHDR)
            throw new Damage("begins with no IHDR");
        boolean colour = (file.at(FIRST + 17) & 2) != 0;
        var size = new Size(file.four(FIRST + 8), file.four(FIRST + 12), colour ? 3 : 1);
        size.check(file.size());
        int place = FIRST;
        while (chunk(file, place) != IEND) place += 12 + file.four(place);
        return size;
    }

    /** The type of a chunk that is whole. */
    private static int chunk(Bytes file, int place) throws Damage {
        int length = file.four(place);
        if (length < 0 || length > file.size() - 12) throw new Damage("ends too early");
        if (file.part(place + 4, length + 4).crc() != file.four(place + 8 + length))
            throw new Damage("has a chunk with a wrong checksum at byte " + place);
        return file.four(place + 4);
    }
}
