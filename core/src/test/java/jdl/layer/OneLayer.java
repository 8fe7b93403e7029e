package jdl.layer;

import java.util.List;
import jdl.kernel.Kernels;
import jdl.kernel.Workers;
import jdl.tensor.Blob;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** What a layer makes of numbers written in a test. */
public final class OneLayer {

    private OneLayer() {}

    /** The first top of a training pass; weights are 0. */
    public static float[] forward(LayerCase c, long pass, Tensor... bottoms) {
        Layer layer = c.create();
        Plan plan = layer.plan();
        List<Blob> reads = List.of(bottoms).stream().map(Blob::of).toList();
        List<Blob> tops = blobs(layer instanceof Resizing r ? r.tops(reads) : plan.tops());
        layer.forward(
                new Ports(
                        Kernels.plain(Workers.single()),
                        reads,
                        tops,
                        blobs(plan.weights().stream().map(WeightSpec::shape).toList()),
                        plan.saved().stream().map(Tensor::zeros).toList(),
                        plan.scratch().stream().map(Tensor::zeros).toList(),
                        plan.carried().stream().map(Tensor::zeros).toList(),
                        new Clock(true, 42, pass)));
        return tops.get(0).data().toArray();
    }

    private static List<Blob> blobs(List<Shape> shapes) {
        return shapes.stream().map(shape -> Blob.of(Tensor.zeros(shape))).toList();
    }
}
