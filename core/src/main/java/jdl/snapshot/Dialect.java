package jdl.snapshot;

import java.util.Locale;

/** A family of Caffes that agree on what the numbers of fields mean. */
public enum Dialect {
    /** Caffe itself. */
    BVLC("Caffe (BVLC)"),
    /** That of the first detectors in Caffe; the others took its layers over. */
    SSD("Caffe for SSD (weiliu89)"),
    INTEL("Intel Caffe"),
    NVIDIA("NVCaffe (NVIDIA)");

    private final String title;

    Dialect(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** As it is called on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
