package jdl.layer.input;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/**
 * The type "Python": a layer written in Python, which jdl does not run; it says what to use
 * instead.
 */
@AutoService(LayerType.class)
public final class PythonType extends LayerType {

    public PythonType() {
        super(
                "Python",
                Arity.atLeast(0),
                Arity.atLeast(0),
                (layer, bottoms) -> {
                    throw Failure.config(
                            "is a layer in Python, and jdl runs no Python; write it in Java as a"
                                    + " LayerType in a jar on the class path, where jdl finds it, or"
                                    + " put it together from the types that there are");
                });
    }
}
