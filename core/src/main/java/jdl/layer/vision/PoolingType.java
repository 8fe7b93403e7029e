package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.proto.LayerParameter;
import jdl.proto.PoolingParameter;
import jdl.proto.PoolingParameter.PoolMethod;
import jdl.tensor.Shape;

/** The type "Pooling": one layer for each of its methods. */
@AutoService(LayerType.class)
public final class PoolingType extends LayerType {

    public PoolingType() {
        super("Pooling", Arity.exactly(1), Arity.between(1, 2), PoolingType::layer);
    }

    private static Layer layer(LayerParameter layer, List<Shape> bottoms) {
        PoolingParameter p = layer.getPoolingParam();
        boolean mask = layer.getTopCount() == 2;
        if (mask && p.getPool() != PoolMethod.MAX)
            throw Failure.config("gives a second top with pool MAX alone, not with " + p.getPool());
        return layer(p, bottoms.get(0), mask);
    }

    /** A layer of one top. */
    static Layer layer(PoolingParameter p, Shape bottom) {
        return layer(p, bottom, false);
    }

    private static Layer layer(PoolingParameter p, Shape bottom, boolean mask) {
        PoolingGeometry geometry = PoolingGeometry.of(p, bottom);
        return switch (p.getPool()) {
            case MAX -> new MaxPoolingLayer(geometry, bottom, mask);
            case AVE ->
                    p.getGlobalPooling()
                            ? new GlobalAveragePoolingLayer(geometry, bottom)
                            : new AveragePoolingLayer(geometry, bottom);
            case STOCHASTIC -> new StochasticPoolingLayer(geometry, bottom);
        };
    }
}
