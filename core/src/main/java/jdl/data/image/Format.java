package jdl.data.image;

import jdl.file.Damage;

/** A kind of picture file, known by its first bytes and never by its name. */
enum Format {
    JPEG("jpeg"),
    PNG("png"),
    GIF("gif"),
    BMP("bmp"),
    WEBP("webp"),
    PNM("");

    private final String plugin;

    Format(String plugin) {
        this.plugin = plugin;
    }

    /** What ImageIO calls it. */
    String plugin() {
        return plugin;
    }

    static Format of(Bytes file) throws Damage {
        if (file.startsWith("\u00ff\u00d8\u00ff")) return JPEG;
        if (file.startsWith("\u0089PNG\r\n\u001a\n")) return PNG;
        if (file.startsWith("GIF87a") || file.startsWith("GIF89a")) return GIF;
        if (file.startsWith("BM")) return BMP;
        if (file.startsWith("RIFF") && file.part(8, 4).startsWith("WEBP")) return WEBP;
        if (file.size() > 2 && file.at(0) == 'P' && file.at(1) >= '1' && file.at(1) <= '6')
            return PNM;
        throw new Damage("is no JPEG, PNG, GIF, BMP, WebP, PPM or PGM");
    }
}
