package jdl.data.image;

import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import jdl.file.Damage;

/** Readers of ImageIO, made so that no half picture comes out of them. */
final class Plugins {

    private Plugins() {}

    static ImageReader reader(Format format) {
        var readers = ImageIO.getImageReadersByFormatName(format.plugin());
        if (!readers.hasNext()) throw new IllegalStateException("no reader of " + format);
        ImageReader reader = readers.next();
        reader.addIIOReadWarningListener((source, warning) -> refuse(warning));
        return reader;
    }

    /**
     * What a decoder only warns of is pixels that it has made up, in two of three cut-off files.
     * Colour profiles are the exception: nobody looks at them here.
     */
    private static void refuse(String warning) {
        if (!warning.contains("ICC")) throw new Warned(warning);
    }

    /** A warning on its way out of a decoder that wants no checked exception. */
    private static final class Warned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Warned(String warning) {
            super(warning);
        }
    }

    /** Why a decoder gave up, in one line. */
    static String reason(Exception e) {
        if (e instanceof IOException io && Damage.is(io)) return Damage.words(io);
        String message = e.getMessage();
        if (message == null || message.isBlank()) return "cannot be decoded";
        String line = message.lines().findFirst().orElse("").strip();
        return "cannot be decoded: " + (line.length() > 100 ? line.substring(0, 100) : line);
    }
}
