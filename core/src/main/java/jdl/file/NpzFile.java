package jdl.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdl.tensor.Tensor;

/** A {@code .npz}: tensors by name, each a {@code .npy} in a zip, packed or not. */
public final class NpzFile {

    private static final String ENDING = ".npy";

    /** Honest arrays do not shrink to less than a sixteenth, and small ones may. */
    private static final long HARMLESS = 64 << 20;

    private static final int MOST_GROWTH = 16;

    /** The first day that a zip can tell: what is written is the same whenever it is written. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzFile() {}

    /** All tensors, in the order of the file. */
    public static Map<String, Tensor> read(Path path) {
        RandomFile.open(path).close(); // ZipFile's own words for a missing file are poor
        var tensors = new LinkedHashMap<String, Tensor>();
        try (var zip = new ZipFile(path.toFile())) {
            long room = HARMLESS + MOST_GROWTH * Files.size(path);
            for (ZipEntry entry : zip.stream().toList()) {
                Tensor tensor = tensor(zip, entry, room);
                room -= 4L * tensor.size();
                if (tensors.put(name(entry), tensor) != null)
                    throw new Damage("\"" + name(entry) + "\": is there twice");
            }
            return tensors;
        } catch (ZipException | IllegalArgumentException e) {
            throw NpyFile.failure(
                    path, new Damage("is no zip, or a damaged one: " + e.getMessage()));
        } catch (IOException e) {
            throw NpyFile.failure(path, e);
        }
    }

    /** Writes tensors as {@code numpy.savez} does, as they are. */
    public static void write(Path path, Map<String, Tensor> tensors) {
        write(path, tensors, ZipEntry.STORED);
    }

    /** Writes tensors as {@code numpy.savez_compressed} does. */
    public static void writePacked(Path path, Map<String, Tensor> tensors) {
        write(path, tensors, ZipEntry.DEFLATED);
    }

    private static Tensor tensor(ZipFile zip, ZipEntry entry, long room) throws IOException {
        var crc = new CRC32();
        try (var stream = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            NpyHeader.In in = in(stream);
            NpyHeader header = NpyHeader.read(in);
            if (header.bytes() != entry.getSize() - header.length())
                throw NpyFile.length(header, entry.getSize() - header.length());
            if (header.count() > room / 4)
                throw new Damage(
                        "unpacks to more than "
                                + MOST_GROWTH
                                + " times its size; it is read when saved by numpy.savez");
            Tensor tensor = NpyFile.values(in, header);
            if (crc.getValue() != entry.getCrc()) throw new Damage("does not have its checksum");
            return tensor;
        } catch (EOFException e) {
            throw new Damage("\"" + entry.getName() + "\": is cut off");
        } catch (IOException e) {
            throw Damage.in("\"" + entry.getName() + "\"", e);
        }
    }

    private static NpyHeader.In in(InputStream stream) {
        return length -> {
            byte[] bytes = stream.readNBytes(length);
            if (bytes.length < length) throw new Damage("is cut off");
            return ByteBuffer.wrap(bytes);
        };
    }

    private static String name(ZipEntry entry) {
        String name = entry.getName();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }

    private static void write(Path path, Map<String, Tensor> tensors, int method) {
        long size = tensors.values().stream().mapToLong(tensor -> 4L * tensor.size()).sum();
        new AtomicFile(new RealDisk(), path)
                .write(
                        size,
                        sink -> {
                            var zip = new ZipOutputStream(sink);
                            for (var each : tensors.entrySet())
                                put(zip, each.getKey() + ENDING, each.getValue(), method);
                            zip.finish();
                        });
    }

    private static void put(ZipOutputStream zip, String name, Tensor tensor, int method)
            throws IOException {
        byte[] bytes = NpyFile.bytes(tensor);
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(method);
        entry.setTimeLocal(NO_TIME);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
