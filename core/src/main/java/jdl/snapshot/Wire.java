package jdl.snapshot;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import jdl.file.Damage;

/** Walks over the fields of a message in a stream, which is never read beyond the file's length. */
final class Wire {

    private Wire() {}

    /** Reads the field whose tag was just read. Tells whether it did; the others are skipped. */
    interface Field {
        boolean read(CodedInputStream in, int number, int type) throws IOException;
    }

    /** Reads a message up to the limit that is in force. */
    static void fields(CodedInputStream in, Field field) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            if (!field.read(in, number, WireFormat.getTagWireType(tag)) && !in.skipField(tag))
                throw new Damage("a group ends that never began");
        }
        if (in.getBytesUntilLimit() > 0) throw new Damage("cut off");
    }

    /** Reads a message inside of another. */
    static void message(CodedInputStream in, Field field) throws IOException {
        int outer = enter(in);
        fields(in, field);
        in.popLimit(outer);
    }

    /** Reads a length and sets it as the limit; returns the limit to go back to. */
    static int enter(CodedInputStream in) throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }
}
