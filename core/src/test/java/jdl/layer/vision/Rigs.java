package jdl.layer.vision;

import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerRig;
import jdl.tensor.Tensor;

/** Layers on numbers that a test gives. */
final class Rigs {

    private Rigs() {}

    static LayerRig rig(LayerCase given) {
        return new LayerRig(given, Kernels.plain(Workers.single()));
    }

    /** The first top for these numbers of the first inputs: bottoms, then weights. */
    static float[] top(LayerCase given, float[]... inputs) {
        LayerRig rig = rig(given);
        for (int i = 0; i < inputs.length; i++) set(rig.inputs().get(i).data(), inputs[i]);
        return rig.forward().tops().get(0);
    }

    private static void set(Tensor tensor, float[] values) {
        tensor.copyFrom(Tensor.of(tensor.shape(), values));
    }

    static float[] row(double... values) {
        float[] row = new float[values.length];
        for (int i = 0; i < row.length; i++) row[i] = (float) values[i];
        return row;
    }
}
