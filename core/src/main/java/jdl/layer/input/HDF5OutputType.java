package jdl.layer.input;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/**
 * The type "HDF5Output": a writer of HDF5 files, which jdl does not write yet; it says what to use
 * instead.
 */
@AutoService(LayerType.class)
public final class HDF5OutputType extends LayerType {

    public HDF5OutputType() {
        super(
                "HDF5Output",
                Arity.atLeast(0),
                Arity.atLeast(0),
                (layer, bottoms) -> {
                    throw Failure.config(
                            "writes HDF5 files, which jdl cannot yet; leave the layer out: what no"
                                    + " layer reads is an output of the net");
                });
    }
}
