package jdl.bench;

import org.openjdk.jmh.annotations.Param;

/** The loss of ten and of a thousand classes. */
public class SoftmaxLossBench extends LayerBench {

    @Param({"64x10 64: ", "16x1000 16: ", "4x21x128x128 4x1x128x128: "})
    public String shape = "";

    @Override
    protected String told() {
        String[] parts = shape.split(": ", 2);
        return parts[0] + " | type: \"SoftmaxWithLoss\" " + parts[1] + "";
    }
}
