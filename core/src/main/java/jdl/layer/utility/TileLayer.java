package jdl.layer.utility;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.TileParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** {@code y = x ⧺ x ⧺ …}, so many copies along one axis. */
final class TileLayer implements Layer {

    private final int rows;
    private final int tiles;
    private final Plan plan;

    TileLayer(TileParameter p, List<Shape> bottoms) {
        Shape x = bottoms.get(0);
        int axis = x.axis(p.getAxis());
        tiles = p.getTiles();
        if (tiles < 1) throw Failure.config("wants tiles, the number of copies, at least 1");
        rows = x.countTo(axis);
        plan = Plan.tops(x.with(axis, Math.multiplyExact(x.dim(axis), tiles)));
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        Tensor x = p.bottom(0).data();
        Tensor y = p.top(0).data();
        p.forEach(
                rows,
                row -> {
                    for (int t = 0; t < tiles; t++)
                        y.part(row * tiles + t, rows * tiles).copyFrom(x.part(row, rows));
                });
    }

    @Override
    public void backward(Ports p) {
        Tensor dx = p.bottom(0).diff();
        Tensor dy = p.top(0).diff();
        p.forEach(
                rows,
                row -> {
                    Tensor sum = dx.part(row, rows);
                    Tensor part = dy.part(row, rows);
                    for (int i = 0; i < part.size(); i++) {
                        int k = i % sum.size();
                        sum.set(k, sum.get(k) + part.get(i));
                    }
                });
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("Tile", 1, LayerParameter::getTileParam, TileLayer::new);
        }
    }
}
