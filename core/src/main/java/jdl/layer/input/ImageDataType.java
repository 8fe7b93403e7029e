package jdl.layer.input;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/**
 * The type "ImageData": a list of image files, which jdl does not read yet; it says what to use
 * instead.
 */
@AutoService(LayerType.class)
public final class ImageDataType extends LayerType {

    public ImageDataType() {
        super(
                "ImageData",
                Arity.atLeast(0),
                Arity.atLeast(0),
                (layer, bottoms) -> {
                    throw Failure.config(
                            "reads lists of image files, which jdl cannot yet; put the images into a"
                                    + " source that a Data layer reads (type: Data)");
                });
    }
}
