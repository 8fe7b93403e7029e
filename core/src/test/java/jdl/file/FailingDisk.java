package jdl.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A real disk on which chosen operations fail, by their number or their name. */
public final class FailingDisk implements Disk {

    private final Disk real = new RealDisk();
    private final List<String> calls = new ArrayList<>();
    private final IOException error;
    private final IntPredicate byNumber;
    private final Predicate<String> byName;

    private FailingDisk(IOException error, IntPredicate byNumber, Predicate<String> byName) {
        this.error = error;
        this.byNumber = byNumber;
        this.byName = byName;
    }

    public static FailingDisk atCall(int number, IOException error) {
        return new FailingDisk(error, n -> n == number, name -> true);
    }

    public static FailingDisk at(String call, IOException error) {
        return new FailingDisk(error, n -> true, call::equals);
    }

    public static FailingDisk atFirst(String call, IOException error) {
        var seen = new ArrayList<String>();
        return new FailingDisk(
                error, n -> true, name -> name.equals(call) && seen.add(name) && seen.size() == 1);
    }

    /** What was asked for, in order; a file is numbered by the order in which it was created. */
    public List<String> calls() {
        return calls;
    }

    private void call(String name, String detail) throws IOException {
        calls.add(name + detail);
        if (byNumber.test(calls.size()) && byName.test(name)) throw error;
    }

    @Override
    public void createFolders(Path folder) throws IOException {
        call("createFolders", "");
        real.createFolders(folder);
    }

    @Override
    public Handle create(Path file) throws IOException {
        call("create", "");
        long number = calls.stream().filter("create"::equals).count();
        Handle handle = real.create(file);
        return new Handle() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                call("write", " " + number);
                handle.write(bytes);
            }

            @Override
            public void overwrite(long position, ByteBuffer bytes) throws IOException {
                call("overwrite", " " + number);
                handle.overwrite(position, bytes);
            }

            @Override
            public void force() throws IOException {
                call("force", " " + number);
                handle.force();
            }

            @Override
            public void close() throws IOException {
                handle.close();
                call("close", " " + number);
            }
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call("rename", "");
        real.rename(from, to);
    }

    @Override
    public void force(Path folder) throws IOException {
        call("forceFolder", "");
        real.force(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        call("delete", "");
        real.delete(file);
    }

    @Override
    public long free(Path folder) {
        return 12_288;
    }
}
