package jdl.snapshot;

import java.util.List;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The BatchNorm of NVCaffe, as Caffe would write it. Caffe has a mean, a variance, and a factor
 * that both are divided by. NVCaffe keeps them divided and leaves the factor at 0 or 1 (its issues
 * 436, 512), and many of its versions have a scale and a bias in the same layer (276); these become
 * a layer of type Scale.
 */
final class ForeignBatchNorm {

    /** What is put behind the layer's name to call its scale and bias. */
    static final String SCALE = "_scale";

    private ForeignBatchNorm() {}

    /**
     * The layer as Caffe has it: itself, or two in its place.
     *
     * @param nvidia whether it is known to be NVCaffe's
     */
    static List<NamedLayer> plain(NamedLayer layer, boolean nvidia) {
        if (!layer.type().equals("BatchNorm")) return List.of(layer);
        List<Tensor> blobs = layer.blobs();
        if (blobs.size() == 3 && (nvidia || isDivided(blobs)))
            return List.of(
                    with(layer, layer.name(), blobs.get(0), blobs.get(1), one(blobs.get(2))));
        return blobs.size() == 5 ? apart(layer, nvidia) : List.of(layer);
    }

    /** A factor of 0 is that of a layer which has learnt nothing, so its sums should be 0, too. */
    private static boolean isDivided(List<Tensor> blobs) {
        Tensor factor = blobs.get(2);
        return factor.size() == 1
                && factor.get(0) == 0
                && !(isZero(blobs.get(0)) && isZero(blobs.get(1)));
    }

    private static boolean isZero(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) if (tensor.get(i) != 0) return false;
        return true;
    }

    /** Five blobs, in the three orders that NVCaffe has had. */
    private static List<NamedLayer> apart(NamedLayer layer, boolean raw) {
        List<Tensor> b = layer.blobs();
        boolean reservedLast = b.get(4).size() == 1 && !raw;
        boolean planes = b.get(0).shape().rank() == 4;
        if (reservedLast) // 0.15: scale, bias, mean, variance, -
        return two(layer, b.get(2), b.get(3), b.get(0), b.get(1));
        if (planes) // 0.14 with cuDNN: scale, bias, -, mean, variance
        return two(layer, b.get(3), b.get(4), b.get(0), b.get(1));
        // since 0.16: mean, variance, -, scale, bias
        return two(layer, b.get(0), b.get(1), b.get(3), b.get(4));
    }

    private static List<NamedLayer> two(
            NamedLayer layer, Tensor mean, Tensor variance, Tensor scale, Tensor bias) {
        var norm = with(layer, layer.name(), flat(mean), flat(variance), Tensor.of(Shape.of(1), 1));
        var affine =
                new NamedLayer(
                        layer.name() + SCALE, "Scale", List.of(flat(scale), flat(bias)), List.of());
        return List.of(norm, affine);
    }

    private static NamedLayer with(NamedLayer layer, String name, Tensor... blobs) {
        return new NamedLayer(name, layer.type(), List.of(blobs), List.of(), layer.legacy());
    }

    private static Tensor flat(Tensor tensor) {
        return tensor.as(Shape.of(tensor.size()));
    }

    private static Tensor one(Tensor like) {
        Tensor one = Tensor.zeros(like.shape());
        one.fill(1);
        return one;
    }
}
