package jdl.layer.normalization;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.kernel.Loops;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.MVNParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = (x - mean) / (√variance + eps)} for each channel of each image, or for each image
 * (Caffe's mvn_layer.cpp; its slope is exact here for any eps).
 */
final class MVNLayer implements Layer {

    private static final int FACTOR = 0;
    private static final int DEVIATION = 1;

    private final Channels rows;
    private final boolean scales;
    private final float eps;
    private final Plan plan;

    MVNLayer(MVNParameter p, List<Shape> bottoms) {
        Shape bottom = bottoms.get(0);
        int axes = p.getAcrossChannels() ? 1 : 2;
        rows = Channels.rows(bottom, bottom.countTo(Math.min(axes, bottom.rank())));
        scales = p.getNormalizeVariance();
        eps = p.getEps();
        Shape each = Shape.of(rows.count());
        plan = Plan.tops(bottom).saved(each, each);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        rows.forEach(p.kernels().workers(), row -> forward(p, row));
    }

    private void forward(Ports p, int row) {
        Loops loops = p.kernels().loops();
        Tensor y = p.top(0).data();
        double mean = rows.sum(loops, p.bottom(0).data(), row) / rows.size();
        rows.shift(loops, p.bottom(0).data(), (float) -mean, y, row);
        if (!scales) return;
        double deviation = Math.sqrt(rows.dot(loops, y, y, row) / rows.size());
        float factor = (float) (1 / (deviation + eps));
        rows.scale(loops, factor, y, row);
        p.saved(FACTOR).set(row, factor);
        p.saved(DEVIATION).set(row, (float) deviation);
    }

    @Override
    public void backward(Ports p) {
        rows.forEach(p.kernels().workers(), row -> backward(p, row));
    }

    /** {@code dx += factor · (dy - mean(dy)) - y · mean(dy · y) / √variance}. */
    private void backward(Ports p, int row) {
        Loops loops = p.kernels().loops();
        Tensor y = p.top(0).data();
        Tensor dy = p.top(0).diff();
        float factor = scales ? p.saved(FACTOR).get(row) : 1;
        double mean = rows.sum(loops, dy, row) / rows.size();
        double along = scales ? rows.dot(loops, dy, y, row) / rows.size() : 0;
        double pull = along == 0 ? 0 : along / p.saved(DEVIATION).get(row);
        var shift = (float) (-factor * mean);
        rows.combine(loops, factor, dy, (float) -pull, y, shift, p.bottom(0).diff(), row);
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("MVN", 1, LayerParameter::getMvnParam, MVNLayer::new);
        }
    }
}
