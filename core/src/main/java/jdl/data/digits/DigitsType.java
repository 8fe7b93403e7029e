package jdl.data.digits;

import com.google.auto.service.AutoService;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.proto.SourceParameter;

/**
 * Handwritten-looking digits without any file: "digits:train", "digits:test?count=1000&amp;seed=7".
 */
@AutoService(SourceType.class)
public final class DigitsType implements SourceType {

    @Override
    public String scheme() {
        return "digits";
    }

    @Override
    public String example() {
        return "digits:train, digits:test";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        return new DigitsSource(Split.parse(scheme(), rest), new Writer(Glyphs.load()));
    }
}
