package jdl.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.Trouble;
import jdl.proto.SourceParameter.Color;
import jdl.tensor.Shape;

/**
 * Decodes JPEG, PNG, GIF, BMP, WebP, PPM and PGM files for any number of threads, each pixel blue,
 * green, red or one grey value, as OpenCV would. A picture is whole or refused.
 */
public final class Pictures {

    /** How many broken pictures in a row are a broken source. */
    private static final int TRIES = 100;

    private final Color color;
    private final ThreadLocal<Map<Format, Decoder>> decoders =
            ThreadLocal.withInitial(() -> new EnumMap<>(Format.class));

    public Pictures(Color color) {
        this.color = color;
    }

    /** The shape of the first of some files that is a picture, for some may be broken. */
    public Shape firstShape(List<Path> files) {
        var first = new Values();
        for (int i = 0; ; i++)
            try {
                read(files.get(i), first);
                return first.shape();
            } catch (Failure e) {
                if (i == Math.min(TRIES, files.size()) - 1) throw e;
            }
    }

    /** Reads and decodes a file. */
    public void read(Path file, Values into) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        } catch (OutOfMemoryError e) {
            throw large(file.toString(), e);
        }
        decode(file.toString(), bytes, into);
    }

    /**
     * Decodes a file that is in memory.
     *
     * @param name what to call it in a message
     */
    public void decode(String name, byte[] file, Values into) {
        decode(name, file, 0, file.length, into);
    }

    /** Decodes a file that is part of an array. */
    public void decode(String name, byte[] array, int from, int size, Values into) {
        boolean done = false;
        try {
            var file = new Bytes(array, from, size);
            decoder(Format.of(file)).decode(file, color, into);
            done = true;
        } catch (OutOfMemoryError e) {
            throw large(name, e);
        } catch (StackOverflowError e) {
            throw new Failure(Kind.CORRUPT, name + ": cannot be decoded", e);
        } catch (IOException | RuntimeException e) {
            if (isMemory(e)) throw large(name, e);
            throw new Failure(Kind.CORRUPT, name + ": " + Plugins.reason(e), e);
        } finally {
            if (!done) forget();
        }
    }

    private Decoder decoder(Format format) {
        return decoders.get()
                .computeIfAbsent(
                        format,
                        kind ->
                                switch (kind) {
                                    case JPEG -> new JpegDecoder();
                                    case PNM -> new PnmDecoder();
                                    default -> new PluginDecoder(kind);
                                });
    }

    /** A decoder that has failed may remember half of it. */
    private void forget() {
        decoders.get().values().forEach(Decoder::close);
        decoders.remove();
    }

    /** Some decoders wrap what they cannot handle. */
    private static boolean isMemory(Throwable e) {
        Throwable cause = e.getCause();
        for (int depth = 0; depth < 10 && cause != null; depth++, cause = cause.getCause())
            if (cause instanceof OutOfMemoryError) return true;
        return false;
    }

    private static Failure large(String name, Throwable cause) {
        return new Failure(
                Kind.MEMORY,
                name + ": is too large for the memory\n    give Java more by -Xmx",
                cause);
    }
}
