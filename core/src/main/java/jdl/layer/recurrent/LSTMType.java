package jdl.layer.recurrent;

import com.google.auto.service.AutoService;
import jdl.layer.LayerType;

/**
 * The type "LSTM" (Hochreiter and Schmidhuber 1997, with forget gates): {@code c' = σ(f) c + σ(i)
 * tanh(g); h' = σ(o) tanh(c')}, where i, f, o and g are weighted sums of x and h. Bottoms: x [T, N,
 * …], cont [T, N], then x_static [N, …] if wanted, and with {@code expose_hidden} h and c [1, N,
 * num_output]; tops: h of each step, and with {@code expose_hidden} the last h and c. Weights: of x
 * [4 num_output, …], biases, of x_static, of h; rows in the order i, f, o, g.
 */
@AutoService(LayerType.class)
public final class LSTMType extends RecurrentLayer.Type {
    public LSTMType() {
        super("LSTM", new LSTMCell());
    }
}
