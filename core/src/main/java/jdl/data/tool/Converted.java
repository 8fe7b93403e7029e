package jdl.data.tool;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import jdl.data.Values;
import jdl.proto.Datum;

/**
 * A record as it is written.
 *
 * @param name of the file that it comes from, if any
 * @param ending of a picture file: png, jpg, …; empty for plain values
 * @param label its class, if it has one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Converted(String name, String ending, byte[] bytes, Datum plain, Optional<Integer> label) {

    /** A picture file. */
    static Converted file(String name, String ending, byte[] bytes, Optional<Integer> label) {
        return new Converted(name, ending, bytes, Datum.getDefaultInstance(), label);
    }

    /** Plain values; those of several columns one after the other. */
    static Converted plain(String name, Datum values, Optional<Integer> label) {
        return new Converted(name, "", new byte[0], values, label);
    }

    /** What Caffe keeps in a database. */
    Datum datum() {
        var datum = plain.toBuilder();
        label.ifPresent(datum::setLabel);
        if (ending.isEmpty()) return datum.build();
        return datum.setData(ByteString.copyFrom(bytes)).setEncoded(true).build();
    }

    static Datum picture(Values from) {
        var datum = Datum.newBuilder().setChannels(from.channels());
        datum.setHeight(from.height()).setWidth(from.width());
        byte[] bytes = new byte[from.areBytes() ? from.count() : 0];
        int at = 0;
        for (int c = 0; c < from.channels(); c++)
            for (int row = 0; row < from.height(); row++)
                for (int i = 0; i < from.width(); i++)
                    if (from.areBytes()) bytes[at++] = from.bytes()[from.at(c, row, i)];
                    else datum.addFloatData(from.get(c, row, i));
        return from.areBytes() ? datum.setData(ByteString.copyFrom(bytes)).build() : datum.build();
    }

    static Datum numbers(List<Float> values) {
        var datum = Datum.newBuilder().setChannels(values.size()).setHeight(1).setWidth(1);
        return datum.addAllFloatData(values).build();
    }
}
