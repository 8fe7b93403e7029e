package jdl.layer;

import com.google.auto.service.AutoService;
import java.util.Collections;
import java.util.List;
import jdl.failure.Failure;
import jdl.proto.EltwiseParameter;
import jdl.proto.EltwiseParameter.EltwiseOp;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/** The type "Eltwise": one layer for each of its operations. */
@AutoService(LayerType.class)
public final class EltwiseType extends LayerType {

    public EltwiseType() {
        super("Eltwise", Arity.atLeast(2), Arity.exactly(1), EltwiseType::layer);
    }

    private static Layer layer(LayerParameter layer, List<Shape> bottoms) {
        EltwiseParameter p = layer.getEltwiseParam();
        int given = p.getCoeffCount();
        if (given > 0 && given != bottoms.size())
            throw Failure.config(
                    "takes one coeff for each of its "
                            + bottoms.size()
                            + " bottoms, but got "
                            + given);
        if (given > 0 && p.getOperation() != EltwiseOp.SUM)
            throw Failure.config("coeff is for SUM alone, not for " + p.getOperation());
        Shape shape = Bottoms.ofOneShape(bottoms);
        return switch (p.getOperation()) {
            case SUM ->
                    new EltwiseSumLayer(
                            given > 0 ? p.getCoeffList() : Collections.nCopies(bottoms.size(), 1f),
                            shape);
            case PROD -> new EltwiseProductLayer(shape);
            case MAX -> new EltwiseMaxLayer(shape);
        };
    }
}
