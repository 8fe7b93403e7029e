package jdl.layer.input;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/**
 * The type "WindowData": windows cut out of images, which jdl does not read yet; it says what to
 * use instead.
 */
@AutoService(LayerType.class)
public final class WindowDataType extends LayerType {

    public WindowDataType() {
        super(
                "WindowData",
                Arity.atLeast(0),
                Arity.atLeast(0),
                (layer, bottoms) -> {
                    throw Failure.config(
                            "reads windows of images, which jdl cannot yet; cut them out beforehand"
                                    + " and read them by a Data layer (type: Data)");
                });
    }
}
