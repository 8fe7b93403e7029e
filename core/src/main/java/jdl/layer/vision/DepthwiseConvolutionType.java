package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * {@code y = w * x + b} with as many groups as channels, so that each output sees one channel alone
 * (Sifre 2014); num_output is the number of channels unless it is given. A Convolution with
 * kernel_size 1 behind it makes it separable (Howard et al. 2017).
 */
@AutoService(LayerType.class)
public final class DepthwiseConvolutionType extends LayerType {

    public DepthwiseConvolutionType() {
        super(
                "DepthwiseConvolution",
                Arity.atLeast(1),
                Arity.atLeast(1),
                DepthwiseConvolutionType::layer);
    }

    private static Layer layer(LayerParameter layer, List<Shape> bottoms) {
        ConvolutionParameter p = layer.getConvolutionParam();
        int channels = bottoms.get(0).dim(p.getAxis());
        if (p.hasGroup() && p.getGroup() != channels)
            throw Failure.config(
                    "has as many groups as the bottom has channels, %d, not %d; leave group out or take a Convolution"
                            .formatted(channels, p.getGroup()));
        var grouped = p.toBuilder().setGroup(channels);
        if (!p.hasNumOutput()) grouped.setNumOutput(channels);
        return ConvolutionLayer.of(layer.toBuilder().setConvolutionParam(grouped).build(), bottoms);
    }
}
