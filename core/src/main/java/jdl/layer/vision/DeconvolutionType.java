package jdl.layer.vision;

import com.google.auto.service.AutoService;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/**
 * {@code y += w x} around each place of the kernel: the convolution turned round. With the filler
 * "bilinear" and as many groups as channels it enlarges images (Long et al. 2015).
 */
@AutoService(LayerType.class)
public final class DeconvolutionType extends LayerType {

    public DeconvolutionType() {
        super("Deconvolution", Arity.atLeast(1), Arity.atLeast(1), ConvolutionLayer::turned);
    }
}
