package jdl.data.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jdl.data.DataFile;
import jdl.failure.Failure;

/**
 * The records of a CSV file (RFC 4180), one after the other: fields between separators, in quotes
 * where they hold separators, quotes (doubled) or line ends. Empty lines are passed over.
 */
final class CsvReader implements AutoCloseable {

    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int MOST_FIELDS = 1 << 20;
    private static final int END = -1;

    private final DataFile file;
    private final char separator;
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private byte[] chunk = {};
    private int next;
    private int line = 1;
    private int start = 1;

    CsvReader(DataFile file, char separator) {
        this.file = file;
        this.separator = separator;
        skipMark();
    }

    /** The line that the last record began in, from 1. */
    int line() {
        return start;
    }

    /** The fields of the next record; none at the end of the file. */
    List<String> next() {
        while (peek() == '\n' || peek() == '\r') take();
        start = line;
        var fields = new ArrayList<String>();
        if (peek() == END) return fields;
        while (true) {
            fields.add(field());
            if (fields.size() > MOST_FIELDS)
                throw corrupt("has more than " + MOST_FIELDS + " fields");
            int end = take();
            if (end != separator) {
                if (end == '\r' && peek() == '\n') take();
                return fields;
            }
        }
    }

    private String field() {
        field.reset();
        boolean quoted = peek() == '"';
        if (quoted) quoted();
        else while (!ends(peek())) put(take());
        if (!ends(peek())) throw corrupt("has \"" + (char) peek() + "\" behind a closing quote");
        return text(quoted);
    }

    private void quoted() {
        take();
        while (true) {
            int c = take();
            if (c == END) throw corrupt("begins a quote that never ends");
            if (c == '"' && peek() != '"') return;
            if (c == '"') take();
            put(c);
        }
    }

    private boolean ends(int c) {
        return c == separator || c == '\n' || c == '\r' || c == END;
    }

    private void put(int c) {
        if (field.size() == LONGEST_FIELD)
            throw corrupt("has a field of more than " + LONGEST_FIELD + " bytes");
        field.write(c);
    }

    private String text(boolean quoted) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(field.toByteArray()))
                            .toString();
            return quoted ? text : text.strip();
        } catch (CharacterCodingException e) {
            throw corrupt("is not UTF-8");
        }
    }

    private int peek() {
        if (next == chunk.length) {
            chunk = file.some(CHUNK);
            next = 0;
            if (chunk.length == 0) return END;
        }
        return chunk[next] & 0xff;
    }

    private int take() {
        int c = peek();
        if (c != END) next++;
        if (c == '\n') line++;
        return c;
    }

    /** Some programs begin UTF-8 with a mark. */
    private void skipMark() {
        if (peek() == 0xef && chunk.length > 2 && (chunk[1] & 0xff) == 0xbb) next = 3;
    }

    private Failure corrupt(String what) {
        return new Failure(
                Failure.Kind.CORRUPT, "%s:%d: the record %s".formatted(file.path(), start, what));
    }

    @Override
    public void close() {
        file.close();
    }
}
