package jdl.net;

import jdl.failure.Failure;
import jdl.proto.LayerParameter;

/**
 * A failure that one layer of a net is to blame for: {@code layer "loss" (SoftmaxWithLoss): takes 2
 * bottoms, but got 1}.
 */
public final class LayerFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private final String layer;

    public LayerFailure(LayerParameter layer, String message) {
        super(Kind.CONFIG, sentence(layer, message));
        this.layer = layer.getName();
    }

    public LayerFailure(LayerParameter layer, Failure cause) {
        super(cause.kind(), sentence(layer, cause.message()), cause);
        this.layer = layer.getName();
    }

    /** The name of the layer. */
    public String layer() {
        return layer;
    }

    private static String sentence(LayerParameter layer, String message) {
        return "layer \"" + layer.getName() + "\" (" + layer.getType() + "): " + message;
    }
}
