package jdl.net;

import java.util.List;
import java.util.Optional;
import jdl.proto.LayerParameter;
import jdl.proto.SoftmaxParameter;

/**
 * A blob that a training net's losses look at, and what makes probabilities of it where the loss
 * does so by itself.
 *
 * @param activation a Softmax or Sigmoid without names; nothing where the blob is what is wanted
 */
record Head(int blob, Optional<LayerParameter> activation) {

    static Head plain(int blob) {
        return new Head(blob, Optional.empty());
    }

    /** What a loss sees in one of its bottoms; the first is what it makes probabilities of. */
    static Head of(Step loss, int bottom) {
        var activation =
                bottom == 0 ? activation(loss.settings()) : Optional.<LayerParameter>empty();
        return new Head(loss.bottoms().get(bottom), activation);
    }

    private static Optional<LayerParameter> activation(LayerParameter loss) {
        return switch (loss.getType()) {
            case "SoftmaxWithLoss" -> softmax(loss.getSoftmaxParam().getAxis());
            case "InfogainLoss" -> softmax(loss.getInfogainLossParam().getAxis());
            case "FocalLoss" -> softmax(loss.getFocalLossParam().getAxis());
            case "KLDivergenceLoss" -> softmax(loss.getKlDivergenceLossParam().getAxis());
            case "CTCLoss" -> softmax(-1);
            case "SigmoidCrossEntropyLoss" ->
                    Optional.of(LayerParameter.newBuilder().setType("Sigmoid").build());
            default -> Optional.empty();
        };
    }

    private static Optional<LayerParameter> softmax(int axis) {
        var softmax = LayerParameter.newBuilder().setType("Softmax");
        if (axis != SoftmaxParameter.getDefaultInstance().getAxis())
            softmax.setSoftmaxParam(SoftmaxParameter.newBuilder().setAxis(axis));
        return Optional.of(softmax.build());
    }

    /** The same blob seen twice: probabilities, if one of the two makes them. */
    Head or(Head other) {
        return activation.isPresent() ? this : other;
    }

    /**
     * The layer that makes probabilities, called "prob" if it is the only one; none if the net has
     * it already.
     */
    List<LayerParameter> activation(String scores, boolean only, List<LayerParameter> net) {
        if (activation.isEmpty()) return List.of();
        LayerParameter type = activation.get();
        boolean there =
                net.stream()
                        .anyMatch(
                                layer ->
                                        layer.getType().equals(type.getType())
                                                && layer.getBottomList().contains(scores));
        if (there) return List.of();
        String name = only ? "prob" : scores + "_prob";
        return List.of(type.toBuilder().setName(name).addBottom(scores).addTop(name).build());
    }
}
