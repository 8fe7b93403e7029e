package jdl.zoo;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jdl.web.Progress;
import jdl.web.Wanted;

/** Files under paths, on a disk or behind a static server. */
interface Store {

    String address();

    /** A file of at most so many bytes, if it is there. */
    Optional<ByteString> read(String path, int most);

    /** Brings a file to a place: only what is right gets there. */
    void fetch(String path, Wanted file, Path place, Progress progress);

    boolean has(String path, Wanted file);

    void write(String path, Wanted file, Path from, Progress progress);

    /** Replaces a file, or makes it; whoever does so at the same time is not overwritten. */
    void change(String path, int most, UnaryOperator<Optional<ByteString>> change);
}
