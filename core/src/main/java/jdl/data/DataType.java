package jdl.data;

import com.google.auto.service.AutoService;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/** "Data"; a net and its test net that are made by one registry share what they read. */
@AutoService(LayerType.class)
public final class DataType extends LayerType {

    public DataType() {
        this(Sources.installed());
    }

    DataType(Sources sources) {
        super(
                "Data",
                Arity.exactly(0),
                Arity.atLeast(1),
                (layer, bottoms) -> new DataLayer(layer, sources));
    }
}
