package jdl.file.tar;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jdl.file.Damage;
import jdl.file.RandomFile;

/** Goes from file to file of an archive, with long names of GNU and POSIX. */
final class TarWalk {

    private static final int LONGEST_REMARK = 1 << 20;
    private static final int GZIP = 0x8b1f;

    private final RandomFile file;
    private long next;

    /** Begins at the front, or where an entry began. */
    TarWalk(RandomFile file, long from) {
        this.file = file;
        this.next = from;
    }

    /**
     * A plain file of the archive.
     *
     * @param begin where its first block is, which may tell its name
     * @param offset where its bytes are
     */
    record Entry(String name, long begin, long offset, long size) {}

    /** What was told of a file before its header. */
    private record Remark(String name, long size) {
        static final Remark NONE = new Remark("", -1);
    }

    static void refuseGzip(RandomFile file) {
        boolean gzip = file.size() > 1 && file.read(0, 2, "the front").getShort() == (short) GZIP;
        if (gzip)
            throw file.refuse(
                    "is packed with gzip, in which nothing can be found by its place",
                    "unpack it with gunzip and give the .tar");
    }

    /** The next file, if there is one before the mark of the end. */
    Optional<Entry> next() {
        long begin = next;
        Remark remark = Remark.NONE;
        for (Optional<TarHeader> read = header(); read.isPresent(); read = header()) {
            TarHeader header = told(read.get(), remark);
            long data = next + TarHeader.BLOCK;
            next = data + header.padded();
            if (header.isPlain())
                return Optional.of(new Entry(header.name(), begin, data, header.size()));
            switch (header.kind()) {
                case 'L' -> remark = new Remark(text(data, header), remark.size);
                case 'x' -> remark = pax(text(data, header), remark);
                case 'K', 'g' -> {} // where a link goes; what holds for all files
                case '5' -> {
                    begin = next;
                    remark = Remark.NONE;
                }
                default -> throw refuse(header);
            }
        }
        return Optional.empty();
    }

    private Optional<TarHeader> header() {
        byte[] block = file.read(next, TarHeader.BLOCK, "a header, or the end's mark,").array();
        if (TarHeader.isEnd(block)) return end();
        try {
            return Optional.of(TarHeader.read(block));
        } catch (Damage e) {
            throw damage("has a " + e.getMessage());
        }
    }

    /** Behind the mark there is nothing but zeros, unless two archives were joined. */
    private Optional<TarHeader> end() {
        long length = Math.min(file.size() - next, LONGEST_REMARK);
        ByteBuffer rest = file.read(next, length, "the end");
        while (rest.hasRemaining())
            if (rest.get() != 0)
                throw file.refuse(
                        "goes on behind the mark of its end, as archives do that were joined",
                        "give them one by one, or join them with tar -A");
        return Optional.empty();
    }

    private TarHeader told(TarHeader header, Remark remark) {
        boolean remarks = "LKxg".indexOf(header.kind()) >= 0;
        String name = remarks || remark.name.isEmpty() ? header.name() : remark.name;
        long size = remarks || remark.size < 0 ? header.size() : remark.size;
        if (size > file.size() - next - TarHeader.BLOCK)
            throw damage("says that \"%s\" has %d bytes".formatted(name, size));
        return new TarHeader(name, size, header.kind());
    }

    private String text(long data, TarHeader header) {
        if (header.size() > LONGEST_REMARK) throw damage("has a remark of " + header.size());
        byte[] bytes = file.read(data, header.size(), "a remark").array();
        String text = new String(bytes, StandardCharsets.UTF_8);
        return header.kind() == 'L' ? text.replaceFirst("\0+$", "") : text;
    }

    /** Lines of "length key=value", the length being that of the line. */
    private Remark pax(String text, Remark before) {
        Remark remark = before;
        for (String line : text.split("\n", -1)) {
            int blank = line.indexOf(' ');
            int equals = line.indexOf('=');
            if (blank < 0 || equals < blank) continue;
            String key = line.substring(blank + 1, equals);
            String value = line.substring(equals + 1);
            if (key.equals("path")) remark = new Remark(value, remark.size);
            if (key.equals("size")) remark = new Remark(remark.name, size(value));
            if (key.startsWith("GNU.sparse"))
                throw file.refuse("has files with holes", "make it anew without --sparse");
        }
        return remark;
    }

    private long size(String value) {
        if (!value.matches("[0-9]{1,18}")) throw damage("has a size of \"" + value + "\"");
        return Long.parseLong(value);
    }

    private RuntimeException refuse(TarHeader header) {
        return file.refuse(
                "\"%s\" is no plain file but of kind '%s'".formatted(header.name(), header.kind()),
                "make it anew with --dereference --hard-dereference");
    }

    private RuntimeException damage(String what) {
        return file.corrupt("the header at byte " + next + " " + what);
    }
}
