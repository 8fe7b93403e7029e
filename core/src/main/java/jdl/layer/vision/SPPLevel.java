package jdl.layer.vision;

import jdl.failure.Failure;
import jdl.proto.PoolingParameter;
import jdl.proto.PoolingParameter.PoolMethod;
import jdl.proto.SPPParameter;
import jdl.tensor.Shape;

/** The pooling of one level of a pyramid: windows that lie side by side, 2ˡ along each axis. */
final class SPPLevel {

    private SPPLevel() {}

    static PoolingParameter of(SPPParameter p, int level, Shape bottom) {
        if (bottom.rank() != 4)
            throw Failure.config(
                    "wants a bottom of 4 axes (images, channels, height, width), but got "
                            + bottom);
        int height = window(bottom.dim(2), level);
        int width = window(bottom.dim(3), level);
        return PoolingParameter.newBuilder()
                .setPool(PoolMethod.forNumber(p.getPool().getNumber()))
                .setKernelH(height)
                .setKernelW(width)
                .setStrideH(height)
                .setStrideW(width)
                .setPadH(pad(bottom.dim(2), height, level))
                .setPadW(pad(bottom.dim(3), width, level))
                .build();
    }

    /** So long that 2ˡ of them cover the bottom. */
    private static int window(int size, int level) {
        return level > 30 ? 1 : Math.max(1, -Math.floorDiv(-size, 1 << level));
    }

    /** Half of what they are too long, for either end. */
    private static int pad(int size, int window, int level) {
        long pad = (((long) window << Math.min(level, 31)) - size + 1) / 2;
        if (pad >= window)
            throw Failure.config(
                    "pyramid_height asks for a grid of 2^"
                            + level
                            + " along an axis of "
                            + size
                            + ", which leaves windows empty; take fewer levels or a larger bottom");
        return (int) pad;
    }
}
