package jdl.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.file.AtomicFile.Sink;
import jdl.tensor.Tensor;

/** What is to be written into an HDF5 file: a group of items, or an array. */
public sealed interface Hdf5Item {

    /** Items by their names; values are written in this order. */
    record Group(Map<String, Hdf5Item> members) implements Hdf5Item {

        public Group {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            for (String name : members.keySet())
                if (name.isEmpty() || name.equals(".") || name.matches("(?s).*[/\0].*"))
                    throw Failure.config(
                            "\"%s\" is no name that an HDF5 file can hold".formatted(name));
        }

        /** Items by paths such as "data/conv1/0"; the groups on the way are made. */
        public static Group ofPaths(Map<String, Hdf5Item> paths) {
            Map<String, Hdf5Item> members = new LinkedHashMap<>();
            Map<String, Map<String, Hdf5Item>> inner = new LinkedHashMap<>();
            paths.forEach(
                    (path, item) -> {
                        int slash = path.indexOf('/');
                        if (slash < 0) members.put(path, item);
                        else
                            inner.computeIfAbsent(
                                            path.substring(0, slash), n -> new LinkedHashMap<>())
                                    .put(path.substring(slash + 1), item);
                    });
            inner.forEach(
                    (name, below) -> {
                        if (members.put(name, ofPaths(below)) instanceof Values)
                            throw Failure.config(
                                    "\"%s\" cannot be an array and a group".formatted(name));
                    });
            return new Group(members);
        }
    }

    /** An array; if it stands in a file twice, its values are written once. */
    final class Values implements Hdf5Item {

        private static final int BUFFER = 1 << 16;

        private final Form form;
        private final List<Integer> dims;
        private final long length;
        private final Body body;

        /** Writes the values. */
        public interface Body {
            void writeTo(Sink sink) throws IOException;
        }

        private Values(Form form, List<Integer> dims, long length, Body body) {
            this.form = form;
            this.dims = List.copyOf(dims);
            this.length = length;
            this.body = body;
        }

        /** Floats of 32 bits. */
        public static Values floats(Tensor tensor) {
            return floats(tensor.shape().dims(), sink -> write(tensor, sink));
        }

        /** Floats of 32 bits that somebody else writes, as many as the lengths say. */
        public static Values floats(List<Integer> dims, Body body) {
            long length = Float.BYTES;
            for (int dim : dims) length = Math.multiplyExact(length, (long) dim);
            return new Values(Form.FLOAT, dims, length, body);
        }

        private static void write(Tensor tensor, Sink sink) throws IOException {
            var bytes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            for (int done = 0; done < tensor.size(); ) {
                int count = Math.min(BUFFER / 4, tensor.size() - done);
                bytes.asFloatBuffer().put(tensor.array(), tensor.offset() + done, count);
                sink.write(bytes.array(), 0, 4 * count);
                done += count;
            }
        }

        /** One whole number of 32 bits, as an array of one, which Caffe expects. */
        public static Values whole(int number) {
            var bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number);
            return new Values(Form.WHOLE, List.of(1), 4, sink -> sink.write(bytes.array()));
        }

        /** One text, which ends with a zero. */
        public static Values text(String text) {
            byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
            Form form = bytes.length == text.length() + 1 ? Form.ASCII : Form.UTF_8;
            return new Values(form, List.of(), bytes.length, sink -> sink.write(bytes));
        }

        /** Bytes as they are. */
        public static Values bytes(int length, Body body) {
            return new Values(Form.BYTE, List.of(length), length, body);
        }

        Form form() {
            return form;
        }

        List<Integer> dims() {
            return dims;
        }

        /** The bytes of all values. */
        long length() {
            return length;
        }

        Body body() {
            return body;
        }
    }

    /** What the values of an array are. */
    enum Form {
        FLOAT,
        WHOLE,
        BYTE,
        ASCII,
        UTF_8
    }
}
