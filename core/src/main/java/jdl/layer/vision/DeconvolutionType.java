package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.Collections;
import java.util.List;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.ConvolutionParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/**
 * {@code y += w x} around each place of the kernel: the convolution turned round. With the filler
 * "bilinear" and as many groups as channels it enlarges images (Long et al. 2015).
 */
@AutoService(LayerType.class)
public final class DeconvolutionType extends LayerType {

    public DeconvolutionType() {
        super("Deconvolution", Arity.atLeast(1), Arity.atLeast(1), DeconvolutionType::layer);
    }

    private static Layer layer(LayerParameter layer, List<Shape> bottoms) {
        ConvolutionParameter p = layer.getConvolutionParam();
        var geometry = ConvolutionGeometry.turned(p, Bottoms.eachWithATop(layer, bottoms));
        return new ConvolutionLayer(
                ConvolutionProducts.of(geometry, p).turned(),
                geometry.weights(p),
                Collections.nCopies(bottoms.size(), geometry.bottom()),
                geometry.images().rank());
    }
}
