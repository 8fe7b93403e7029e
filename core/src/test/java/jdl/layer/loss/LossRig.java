package jdl.layer.loss;

import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.layer.LayerCase;
import jdl.layer.LayerRig;

/** A loss on numbers that a test writes down. */
final class LossRig {

    /** What LayerRig weights a loss with. */
    static final float WEIGHT = 1.75f;

    private LossRig() {}

    static LayerRig of(LayerCase c, float[]... bottoms) {
        var rig = new LayerRig(c, Kernels.plain(Workers.single()));
        for (int b = 0; b < bottoms.length; b++)
            for (int i = 0; i < bottoms[b].length; i++)
                rig.inputs().get(b).data().set(i, bottoms[b][i]);
        return rig;
    }

    static float loss(LayerCase c, float[]... bottoms) {
        return of(c, bottoms).forward().tops().get(0)[0];
    }

    static float[] floats(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = (float) values[i];
        return floats;
    }
}
