package jdl.data.digits;

import com.google.auto.service.AutoService;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.proto.SourceParameter;

/** A table to go with {@link DigitsType}'s pictures: "sums:train", "sums:test". */
@AutoService(SourceType.class)
public final class SumsType implements SourceType {

    @Override
    public String scheme() {
        return "sums";
    }

    @Override
    public String example() {
        return "sums:train, sums:test";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        return new SumsSource(Split.parse(scheme(), rest), new Writer(Glyphs.load()));
    }
}
