package jdl.file.leveldb;

/** Goes through entries in the order of their keys. */
interface Cursor extends Comparable<Cursor> {

    /** The key of the entry it is at; before the first a key that is not higher than any. */
    InternalKey key();

    /** Whether it is at an entry, and not before the first. */
    boolean isAtEntry();

    /** Goes to the next entry, if there is one. */
    boolean next();

    /** The block of the entry. */
    long block();

    /** The number of the entry in its block. */
    int entry();

    @Override
    default int compareTo(Cursor other) {
        return key().compareTo(other.key());
    }
}
