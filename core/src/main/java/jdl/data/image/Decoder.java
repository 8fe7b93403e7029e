package jdl.data.image;

import java.io.IOException;
import jdl.data.Values;
import jdl.proto.SourceParameter.Color;

/** Makes pixels of files of one format; of one thread. */
interface Decoder {

    /** Throws {@link jdl.file.Damage} or whatever else when the file is broken. */
    void decode(Bytes file, Color color, Values into) throws IOException;

    /** Gives back what is not Java's. */
    default void close() {}
}
