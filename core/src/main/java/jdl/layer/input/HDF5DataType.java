package jdl.layer.input;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/** The type "HDF5Data": HDF5 files, which jdl does not read yet; it says what to use instead. */
@AutoService(LayerType.class)
public final class HDF5DataType extends LayerType {

    public HDF5DataType() {
        super(
                "HDF5Data",
                Arity.atLeast(0),
                Arity.atLeast(0),
                (layer, bottoms) -> {
                    throw Failure.config(
                            "reads HDF5 files, which jdl cannot yet; put the numbers into a source"
                                    + " that a Data layer reads (type: Data)");
                });
    }
}
