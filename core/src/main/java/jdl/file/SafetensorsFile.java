package jdl.file;

import com.google.protobuf.ByteString;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import jdl.failure.Failure;
import jdl.tensor.Tensor;

/**
 * A {@code .safetensors}: eight bytes with the length of a header, the header as JSON, and the
 * numbers of all tensors without a gap.
 *
 * @param tensors by name, in the order in which they lie in the file
 */
public record SafetensorsFile(
        Map<String, Tensor> tensors, Map<String, String> metadata, ByteString sha256) {

    /** The longest header, as the format has it. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final int CHUNK = 1 << 16;
    private static final int ALIGNMENT = 8;

    /** Whether a file begins as one of these does. */
    public static boolean begins(byte[] head) {
        if (head.length <= Long.BYTES || head[Long.BYTES] != '{') return false;
        long header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return 1 < header && header <= LONGEST_HEADER;
    }

    public static SafetensorsFile read(Path path) {
        var digest = Digests.sha256();
        try (var file = new BufferedInputStream(Files.newInputStream(path), CHUNK);
                var in = new DigestInputStream(file, digest)) {
            var header = header(in, Files.size(path));
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (var entry : header.entries()) tensors.put(entry.name(), tensor(in, entry));
            return new SafetensorsFile(tensors, header.metadata(), Digests.soFar(digest));
        } catch (Damage | CharacterCodingException e) {
            String why = e instanceof Damage ? Damage.words(e) : "its header is not UTF-8";
            String message = "%s: is damaged: %s%n    copy it anew, or have it written anew";
            throw new Failure(Failure.Kind.CORRUPT, message.formatted(path, why));
        } catch (IOException e) {
            throw Trouble.reading(path, e);
        }
    }

    private static SafetensorsHeader header(InputStream in, long size) throws IOException {
        long length = bytes(in, Long.BYTES).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > size - Long.BYTES)
            throw new Damage("its header has the length " + length + ", but it has " + size);
        var text = StandardCharsets.UTF_8.newDecoder().decode(bytes(in, (int) length)).toString();
        if (!text.startsWith("{")) throw new Damage("its header does not begin with '{'");
        return SafetensorsHeader.read(text, size - Long.BYTES - length);
    }

    private static Tensor tensor(InputStream in, SafetensorsHeader.Entry entry) throws IOException {
        Tensor tensor = Tensor.zeros(entry.shape());
        Element element = entry.element();
        int most = CHUNK / element.bytes();
        for (int at = 0; at < tensor.size(); at += most) {
            int count = Math.min(most, tensor.size() - at);
            element.read(bytes(in, count * element.bytes()), tensor.array(), at, count);
        }
        return tensor;
    }

    private static ByteBuffer bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) throw new Damage("is cut off");
        return little(bytes);
    }

    /** Writes a file of floats, whole or not at all; returns its SHA-256. */
    public static ByteString write(
            Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        byte[] header = header(tensors, metadata).getBytes(StandardCharsets.UTF_8);
        long data = tensors.values().stream().mapToLong(t -> (long) Float.BYTES * t.size()).sum();
        long size = Long.BYTES + header.length + data;
        return new AtomicFile(new RealDisk(), path)
                .write(
                        size,
                        sink -> {
                            var out = new BufferedOutputStream(sink, CHUNK);
                            byte[] length = new byte[Long.BYTES];
                            little(length).putLong(header.length);
                            out.write(length);
                            out.write(header);
                            for (Tensor tensor : tensors.values()) write(out, tensor);
                            out.flush();
                        });
    }

    private static String header(Map<String, Tensor> tensors, Map<String, String> metadata) {
        var words = new StringBuilder("{\"__metadata__\":{");
        String between = "";
        for (var entry : metadata.entrySet()) {
            words.append(between).append(JsonText.quoted(entry.getKey()));
            words.append(':').append(JsonText.quoted(entry.getValue()));
            between = ",";
        }
        words.append('}');
        long at = 0;
        for (var entry : tensors.entrySet()) {
            long end = at + (long) Float.BYTES * entry.getValue().size();
            String dims = entry.getValue().shape().dims().toString().replace(" ", "");
            words.append(',').append(JsonText.quoted(entry.getKey())).append(":{\"dtype\":\"F32\"");
            words.append(",\"shape\":").append(dims).append(",\"data_offsets\":[");
            words.append(at).append(',').append(end).append("]}");
            at = end;
        }
        words.append('}');
        int length = words.toString().getBytes(StandardCharsets.UTF_8).length;
        return words + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT);
    }

    private static void write(OutputStream out, Tensor tensor) throws IOException {
        int most = CHUNK / Float.BYTES;
        for (int at = 0; at < tensor.size(); at += most) {
            int count = Math.min(most, tensor.size() - at);
            byte[] bytes = new byte[count * Float.BYTES];
            little(bytes).asFloatBuffer().put(tensor.array(), tensor.offset() + at, count);
            out.write(bytes);
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
