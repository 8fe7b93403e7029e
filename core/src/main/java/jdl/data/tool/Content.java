package jdl.data.tool;

import java.nio.ByteBuffer;
import jdl.data.Values;
import jdl.file.Digests;

/** What tells a picture from others: 128 bits of the SHA-256 of its size and its values. */
record Content(long high, long low) {

    static Content of(Values values) {
        var digest = Digests.sha256();
        var row = ByteBuffer.allocate(4 * Math.max(3, values.width()));
        row.putInt(values.channels()).putInt(values.height()).putInt(values.width());
        digest.update(row.flip());
        for (int c = 0; c < values.channels(); c++)
            for (int y = 0; y < values.height(); y++) {
                row.clear();
                for (int x = 0; x < values.width(); x++) row.putFloat(values.get(c, y, x));
                digest.update(row.flip());
            }
        var bits = ByteBuffer.wrap(digest.digest());
        return new Content(bits.getLong(), bits.getLong());
    }
}
