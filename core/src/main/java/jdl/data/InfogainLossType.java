package jdl.data;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.SoftmaxRows;
import jdl.layer.loss.InfogainLossLayer;
import jdl.proto.InfogainLossParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * The type "InfogainLoss": {@code loss = -Σ Σₖ H[label, k] log softmax(x)ₖ / normaliser}; the
 * matrix H is bottom 2, or comes from a file.
 */
@AutoService(LayerType.class)
public final class InfogainLossType extends LayerType {

    public InfogainLossType() {
        super("InfogainLoss", Arity.between(2, 4), Arity.between(1, 2), InfogainLossType::layer);
    }

    @Override
    public boolean isLoss() {
        return true;
    }

    private static Layer layer(LayerParameter layer, List<Shape> bottoms) {
        int others = bottoms.size() - (layer.getLossParam().getSampleWeights() ? 1 : 0);
        Optional<Tensor> gains =
                others > 2
                        ? Optional.empty()
                        : Optional.of(gains(layer.getInfogainLossParam(), bottoms.get(0)));
        return new InfogainLossLayer(layer, bottoms, gains);
    }

    private static Tensor gains(InfogainLossParameter p, Shape scores) {
        if (!p.hasSource())
            throw Failure.config(
                    "wants the infogain matrix: name its file in infogain_loss_param.source, or give"
                            + " it as the third bottom");
        int classes = SoftmaxRows.of(scores, p.getAxis()).classes();
        return BlobFile.read("infogain_loss_param.source", p.getSource())
                .as(Shape.of(classes, classes));
    }
}
