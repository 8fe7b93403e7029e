package jdl.web;

/** Told now and then how far a file is. */
public interface Progress {
    void at(Wanted file, long bytes);
}
