package jdl.layer.utility;

import static jdl.expr.Expr.input;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.expr.Expr;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Bottoms;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.PointwiseLayer;
import jdl.proto.EltwiseParameter;
import jdl.proto.EltwiseParameter.EltwiseOp;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;

/** The type "Eltwise": {@code y = Σ cᵢ xᵢ}, {@code Π xᵢ} or {@code max xᵢ}, element by element. */
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
        return switch (p.getOperation()) {
            case SUM -> new PointwiseLayer(sum(p, bottoms.size()), bottoms);
            case PROD -> new PointwiseLayer(product(bottoms.size()), bottoms);
            case MAX -> new EltwiseMaxLayer(Bottoms.ofOneShape(bottoms));
        };
    }

    /** {@code y = Σ cᵢ xᵢ}. */
    private static Expr sum(EltwiseParameter p, int bottoms) {
        Expr sum = input(0).times(coefficient(p, 0));
        for (int i = 1; i < bottoms; i++) sum = sum.plus(input(i).times(coefficient(p, i)));
        return sum;
    }

    private static double coefficient(EltwiseParameter p, int i) {
        return p.getCoeffCount() > 0 ? p.getCoeff(i) : 1;
    }

    /**
     * {@code y = Π xᵢ}. A slope is the product of the others, so that a zero does no harm: what
     * Caffe calls {@code stable_prod_grad}, whether it is asked for or not.
     */
    private static Expr product(int bottoms) {
        Expr product = input(0);
        for (int i = 1; i < bottoms; i++) product = product.times(input(i));
        return product;
    }
}
