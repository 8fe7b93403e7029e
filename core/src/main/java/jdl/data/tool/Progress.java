package jdl.data.tool;

/** Hears how far a long work has come. */
public interface Progress {

    /** For works that nobody watches. */
    Progress UNSEEN = (done, of) -> {};

    void at(long done, long of);
}
