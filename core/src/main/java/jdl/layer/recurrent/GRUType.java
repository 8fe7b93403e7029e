package jdl.layer.recurrent;

import com.google.auto.service.AutoService;
import jdl.layer.LayerType;

/**
 * The type "GRU" (Cho et al. 2014): {@code h' = (1 - z) n + z h} with {@code r = σ(Wr x + br + Ur
 * h)}, {@code z = σ(Wz x + bz + Uz h)} and {@code n = tanh(Wn x + bn + r (Un h))}. The reset gate r
 * works on the product with h, not on h, so that a step has one product. Bottoms and tops are those
 * of LSTM, without c. Weights: of x [3 num_output, …], biases, of x_static, of h; rows in the order
 * r, z, n.
 */
@AutoService(LayerType.class)
public final class GRUType extends RecurrentLayer.Type {
    public GRUType() {
        super("GRU", new GRUCell());
    }
}
