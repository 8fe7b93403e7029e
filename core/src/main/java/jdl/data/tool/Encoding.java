package jdl.data.tool;

/** How the pictures of a database are written. */
public enum Encoding {
    /** Plain values. */
    NONE,
    PNG,
    JPG,
    /** The bytes of the files that they come from. */
    KEEP
}
