package jdl.bench;

import org.openjdk.jmh.annotations.Param;

/** Convolutions of LeNet, CIFAR quick, CaffeNet, ResNet-50 and MobileNet. */
public class ConvolutionBench extends LayerBench {

    @Param({
        "64x1x28x28: num_output: 20 kernel_size: 5",
        "64x20x12x12: num_output: 50 kernel_size: 5",
        "100x32x16x16: num_output: 32 kernel_size: 5 pad: 2",
        "16x3x227x227: num_output: 96 kernel_size: 11 stride: 4",
        "16x96x27x27: num_output: 256 kernel_size: 5 pad: 2 group: 2",
        "4x3x224x224: num_output: 64 kernel_size: 7 pad: 3 stride: 2",
        "4x64x56x56: num_output: 64 kernel_size: 1",
        "4x64x56x56: num_output: 64 kernel_size: 3 pad: 1",
        "4x64x56x56: num_output: 256 kernel_size: 1",
        "4x256x56x56: num_output: 512 kernel_size: 1 stride: 2",
        "4x128x28x28: num_output: 128 kernel_size: 3 pad: 1",
        "4x256x14x14: num_output: 256 kernel_size: 3 pad: 1",
        "4x1024x14x14: num_output: 256 kernel_size: 1",
        "4x512x7x7: num_output: 512 kernel_size: 3 pad: 1",
        "8x512x14x14: num_output: 512 kernel_size: 3 pad: 1 group: 512"
    })
    public String shape = "";

    @Override
    protected String told() {
        String[] parts = shape.split(": ", 2);
        return parts[0] + " | type: \"Convolution\" convolution_param { " + parts[1] + " }";
    }
}
