package jdl.data.image;

import jdl.file.Damage;

/** Whether a GIF, BMP or WebP file goes on to where it says that it ends. */
final class Whole {

    private Whole() {}

    static void check(Format format, Bytes file) throws Damage {
        if (format == Format.GIF) gif(file);
        if (format == Format.WEBP)
            size(file, 8 + Integer.toUnsignedLong(Integer.reverseBytes(file.four(4))));
    }

    private static void size(Bytes file, long size) throws Damage {
        if (size > file.size())
            throw new Damage(
                    "ends after %d bytes, but says that it has %d".formatted(file.size(), size));
    }

    /** Goes through the blocks up to the end of the first picture. */
    private static void gif(Bytes file) throws Damage {
        int place = 13 + table(file.at(10));
        while (true) {
            int kind = file.at(place++);
            if (kind == ',') {
                place += 9;
                blocks(file, place + table(file.at(place - 1)) + 1);
                return;
            }
            if (kind != '!') throw new Damage("has no picture");
            place = blocks(file, place + 1);
        }
    }

    /** The bytes of a table of colours, by the flags before it. */
    private static int table(int flags) {
        return flags < 128 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Where a row of blocks ends, each of which begins with its length, the last one's being 0. */
    private static int blocks(Bytes file, int place) throws Damage {
        int length;
        do {
            length = file.at(place);
            place += length + 1;
        } while (length > 0);
        return place;
    }
}
