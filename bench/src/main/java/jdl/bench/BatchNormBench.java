package jdl.bench;

import org.openjdk.jmh.annotations.Param;

/** Batch normalisation of ResNet-20 and ResNet-50. */
public class BatchNormBench extends LayerBench {

    @Param({
        "128x16x32x32: affine: true",
        "128x64x8x8: affine: true",
        "4x64x112x112: affine: true",
        "4x256x56x56: affine: true",
        "4x2048x7x7: affine: true"
    })
    public String shape = "";

    @Override
    protected String told() {
        String[] parts = shape.split(": ", 2);
        return parts[0] + " | type: \"BatchNorm\" batch_norm_param { " + parts[1] + " }";
    }
}
