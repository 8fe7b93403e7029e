package jdl.bench;

import org.openjdk.jmh.annotations.Param;

/** Pooling of LeNet, CIFAR quick, CaffeNet, GoogLeNet and ResNet-50. */
public class PoolingBench extends LayerBench {

    @Param({
        "64x20x24x24: pool: MAX kernel_size: 2 stride: 2",
        "100x32x32x32: pool: MAX kernel_size: 3 stride: 2",
        "100x32x16x16: pool: AVE kernel_size: 3 stride: 2",
        "16x96x55x55: pool: MAX kernel_size: 3 stride: 2",
        "8x480x14x14: pool: MAX kernel_size: 3 stride: 1 pad: 1",
        "4x2048x7x7: pool: AVE global_pooling: true"
    })
    public String shape = "";

    @Override
    protected String told() {
        String[] parts = shape.split(": ", 2);
        return parts[0] + " | type: \"Pooling\" pooling_param { " + parts[1] + " }";
    }
}
