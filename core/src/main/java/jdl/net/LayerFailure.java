package jdl.net;

import java.util.function.Supplier;
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

    /** What {@code work} makes of a layer; whatever does not suit it is told with its name. */
    static <T> T naming(LayerParameter layer, Supplier<T> work) {
        try {
            return work.get();
        } catch (LayerFailure e) {
            throw e;
        } catch (Failure e) {
            throw new LayerFailure(layer, e);
        } catch (IllegalArgumentException e) {
            throw new LayerFailure(layer, Failure.config(String.valueOf(e.getMessage())));
        } catch (ArithmeticException e) {
            String tooMany = "asks for a blob of more than 2^31 - 1 elements; make it smaller";
            throw new LayerFailure(layer, Failure.config(tooMany));
        }
    }

    /** The name of the layer. */
    public String layer() {
        return layer;
    }

    private static String sentence(LayerParameter layer, String message) {
        return "layer \"" + layer.getName() + "\" (" + layer.getType() + "): " + message;
    }
}
