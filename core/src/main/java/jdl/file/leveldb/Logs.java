package jdl.file.leveldb;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The changes that are in logs and in no table yet, in the order of their keys. */
final class Logs implements Closeable {

    /** The number that stands for all logs among the blocks of tables. */
    static final long BLOCK = -1;

    private final List<LogFile> files = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    /** A change, and where its value is: so many bytes of a record of a file. */
    private record Change(InternalKey key, LogFile file, long record, int from, int length) {}

    @SuppressWarnings("MustBeClosedChecker")
    Logs(List<Path> paths) {
        try {
            for (Path path : paths) {
                var file = new LogFile(path);
                files.add(file);
                while (file.more()) batch(file, file.next());
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
        changes.sort((a, b) -> a.key.compareTo(b.key));
    }

    InternalKey key(int index) {
        return changes.get(index).key;
    }

    ByteBuffer value(int index) {
        Change change = changes.get(index);
        return change.file.read(change.record, change.from, change.length);
    }

    Cursor cursor() {
        return new LogCursor();
    }

    @Override
    public void close() {
        files.forEach(LogFile::close);
    }

    /** Changes that were made at once, numbered from the first. */
    private void batch(LogFile file, LogFile.Entry entry) {
        Fields.Place place = file.place(entry.position());
        var fields = new Fields(entry.bytes(), place);
        long sequence = fields.fixed64();
        int count = fields.fixed32();
        for (int i = 0; i < count; i++) {
            int kind = fields.octet();
            byte[] user = bytes(fields.string());
            var key = InternalKey.of(ByteBuffer.wrap(user), ((sequence + i) << 8) | kind, place);
            int length = key.isPut() ? fields.count() : 0;
            int from = fields.position();
            fields.slice(length);
            changes.add(new Change(key, file, entry.position(), from, length));
        }
        if (count < 0 || fields.more()) throw place.damage("does not have " + count + " changes");
    }

    private static byte[] bytes(ByteBuffer slice) {
        byte[] bytes = new byte[slice.remaining()];
        slice.get(bytes);
        return bytes;
    }

    private final class LogCursor implements Cursor {

        private int at = -1;

        @Override
        public InternalKey key() {
            return at < 0 ? new InternalKey(ByteBuffer.allocate(0), -1) : changes.get(at).key;
        }

        @Override
        public boolean isAtEntry() {
            return at >= 0;
        }

        @Override
        public boolean next() {
            at++;
            return at < changes.size();
        }

        @Override
        public long block() {
            return BLOCK;
        }

        @Override
        public int entry() {
            return at;
        }
    }
}
