package jdl.file;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.file.DiskModel.Op;

/** A disk of thoughts: it does nothing but write down what was asked of it. */
public final class RecordingDisk implements Disk {

    private final List<Op> ops = new ArrayList<>();
    private int files;

    public List<Op> ops() {
        return List.copyOf(ops);
    }

    @Override
    public void createFolders(Path folder) {}

    @Override
    public Handle create(Path file) {
        int inode = ++files;
        ops.add(new DiskModel.Create(inode, file));
        return new Handle() {
            @Override
            public void write(ByteBuffer bytes) {
                ops.add(new DiskModel.Write(inode, ByteString.copyFrom(bytes)));
            }

            @Override
            public void overwrite(long position, ByteBuffer bytes) {
                throw new UnsupportedOperationException("the model writes from the front");
            }

            @Override
            public void force() {
                ops.add(new DiskModel.Force(inode));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void rename(Path from, Path to) {
        ops.add(new DiskModel.Rename(from, to));
    }

    @Override
    public void force(Path folder) {
        ops.add(new DiskModel.ForceFolder());
    }

    @Override
    public void delete(Path file) {
        ops.add(new DiskModel.Delete(file));
    }

    @Override
    public long free(Path folder) {
        return Long.MAX_VALUE;
    }
}
