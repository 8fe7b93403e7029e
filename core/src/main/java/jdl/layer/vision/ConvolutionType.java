package jdl.layer.vision;

import com.google.auto.service.AutoService;
import jdl.layer.Arity;
import jdl.layer.LayerType;

/** The type "Convolution": {@code y = w * x + b} at each place of the kernel. */
@AutoService(LayerType.class)
public final class ConvolutionType extends LayerType {

    public ConvolutionType() {
        super("Convolution", Arity.atLeast(1), Arity.atLeast(1), ConvolutionLayer::of);
    }
}
