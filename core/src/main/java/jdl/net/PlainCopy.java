package jdl.net;

import jdl.kernel.Kernels;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Tensor;

/** A blob as users see it, whatever order it lies in. */
final class PlainCopy {

    private PlainCopy() {}

    /** The blob itself where it is plain. */
    static Blob of(Kernels kernels, Layout layout, Blob blob) {
        if (layout == Layout.PLAIN) return blob;
        Layout.Turn back = layout.turn(blob.shape()).back();
        Tensor data = turned(kernels, back, blob.data());
        return blob.hasDiff() ? Blob.of(data, turned(kernels, back, blob.diff())) : Blob.of(data);
    }

    private static Tensor turned(Kernels kernels, Layout.Turn turn, Tensor tensor) {
        Tensor turned = Tensor.zeros(tensor.shape());
        kernels.turn(turn, tensor, turned);
        return turned;
    }
}
