package jdl.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;

/** What the tests of this room read, and what they hear of it. */
final class Reading {

    static final ConfigReader READER = new ConfigReader(List.of());

    private Reading() {}

    static NetParameter net(String name, String text) {
        return READER.read(new Text(name, text), NetParameter.getDefaultInstance()).message();
    }

    static LayerParameter layer(String name, String text) {
        return READER.read(new Text(name, text), LayerParameter.getDefaultInstance()).message();
    }

    /** The whole complaint about a net. */
    static String complaint(String name, String text) {
        return message(() -> net(name, text));
    }

    /** The whole complaint about a layer. */
    static String layerComplaint(String name, String text) {
        return message(() -> layer(name, text));
    }

    static String message(Runnable reading) {
        var refusal = catchThrowableOfType(ConfigException.class, reading::run);
        return refusal == null ? "no complaint" : String.valueOf(refusal.getMessage());
    }
}
