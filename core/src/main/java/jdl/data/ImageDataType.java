package jdl.data;

import com.google.auto.service.AutoService;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.LayerType;
import jdl.proto.ImageDataParameter;
import jdl.proto.LayerParameter;
import jdl.proto.SourceParameter.Color;
import jdl.proto.TransformationParameter;

/**
 * "ImageData": Caffe's layer for lists of image files, which is a Data layer over such a list.
 * (Caffe: src/caffe/layers/image_data_layer.cpp.)
 */
@AutoService(LayerType.class)
public final class ImageDataType extends LayerType {

    public ImageDataType() {
        this(Sources.installed());
    }

    ImageDataType(Sources sources) {
        super(
                "ImageData",
                Arity.exactly(0),
                Arity.exactly(2),
                (layer, bottoms) -> new DataLayer(asData(layer), sources));
    }

    /** The same as a Data layer has it. */
    static LayerParameter asData(LayerParameter layer) {
        ImageDataParameter p = layer.getImageDataParam();
        if (p.getSource().isEmpty())
            throw Failure.config(
                    "image_data_param.source is missing\n    name a file with a path and a class in each line");
        if ((p.getNewHeight() == 0) != (p.getNewWidth() == 0))
            throw Failure.config(
                    "image_data_param has one of new_height and new_width\n    give both, or none");
        var data = layer.toBuilder().clearImageDataParam();
        if (p.getNewHeight() != 0) resize(p, data.getTransformParamBuilder());
        data.getDataParamBuilder().setSource(source(p.getSource())).setBatchSize(p.getBatchSize());
        var source = data.getSourceParamBuilder();
        source.setShuffle(p.getShuffle() || source.getShuffle()).setRandSkip(p.getRandSkip());
        source.setColor(p.getIsColor() ? Color.COLOR : Color.GRAY).setRootFolder(p.getRootFolder());
        if (p.getNewHeight() > 0)
            data.getTransformParamBuilder()
                    .getResizeBuilder()
                    .setHeight(p.getNewHeight())
                    .setWidth(p.getNewWidth());
        return data.build();
    }

    private static void resize(ImageDataParameter p, TransformationParameter.Builder transform) {
        if (transform.hasResize())
            throw Failure.config(
                    "image_data_param has new_height and new_width, and transform_param has resize\n    keep one of them");
        transform.getResizeBuilder().setHeight(p.getNewHeight()).setWidth(p.getNewWidth());
    }

    private static String source(String list) {
        return list.startsWith("images:") ? list : "images:" + list;
    }
}
