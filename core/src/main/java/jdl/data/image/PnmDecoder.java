package jdl.data.image;

import java.io.IOException;
import jdl.data.Values;
import jdl.file.Damage;
import jdl.proto.SourceParameter.Color;

/** PBM, PGM and PPM, plain or binary: numbers of the header, then those of the pixels. */
final class PnmDecoder implements Decoder {

    @Override
    public void decode(Bytes file, Color color, Values into) throws IOException {
        new Reading(file).decode(color, into);
    }

    /** One file, and how far it has been read. */
    private static final class Reading {

        private final Bytes file;
        private final int kind;
        private int place = 2;
        private int greatest = 1;

        Reading(Bytes file) throws Damage {
            this.file = file;
            this.kind = file.at(1) - '0';
        }

        void decode(Color color, Values into) throws Damage {
            var size = new Size(number(), number(), kind % 3 == 0 ? 3 : 1).check(file.size());
            if (kind % 3 != 1) greatest = number();
            if (greatest < 1 || greatest > 65535)
                throw new Damage("has %d as its greatest value".formatted(greatest));
            place++;
            int channels = size.channels(color);
            byte[] y = into.room(size.pixels() * channels);
            for (int i = 0; i < size.pixels(); i++) {
                int column = i % size.width();
                int red = value(column);
                int green = size.channels() == 1 ? red : value(column);
                int blue = size.channels() == 1 ? red : value(column);
                Gray.put(blue, green, red, y, i * channels, channels);
            }
            into.pixels(y, 0, channels, size.height(), size.width());
        }

        /** The next value, 0 to 255. */
        private int value(int column) throws Damage {
            if (kind == 1) return digit() == 0 ? 255 : 0;
            if (kind == 4) return bit(column) == 0 ? 255 : 0;
            int value = kind < 4 ? number() : binary();
            if (value > greatest) throw new Damage("has a value over its greatest");
            if (greatest == 65535) return value >> 8;
            return greatest == 255 ? value : (value * 255 + greatest / 2) / greatest;
        }

        private int binary() throws Damage {
            if (greatest < 256) return file.at(place++);
            place += 2;
            return file.pair(place - 2);
        }

        /** Rows of bits begin at whole bytes. */
        private int bit(int column) throws Damage {
            if (column % 8 == 0) place++;
            return (file.at(place - 1) >> (7 - column % 8)) & 1;
        }

        private int digit() throws Damage {
            skip();
            int digit = file.at(place++) - '0';
            if (digit != 0 && digit != 1) throw new Damage("has something other than 0 and 1");
            return digit;
        }

        private int number() throws Damage {
            skip();
            long number = 0;
            int from = place;
            while (place < file.size() && file.at(place) >= '0' && file.at(place) <= '9') {
                number = number * 10 + file.at(place++) - '0';
                if (number > Integer.MAX_VALUE) throw new Damage("has a number out of all bounds");
            }
            if (place == from) throw new Damage("has no number where one belongs");
            return (int) number;
        }

        /** Blanks, and comments from # to the end of the line. */
        private void skip() throws Damage {
            while (file.at(place) <= ' ' || file.at(place) == '#') {
                if (file.at(place) == '#') while (file.at(place) != '\n') place++;
                place++;
            }
        }
    }
}
