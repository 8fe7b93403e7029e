package jdl.layer;

/** A layer that may be {@code factor · x + bias}, each of the two learnt, channel by channel. */
public interface ChannelScaling extends Layer {

    /**
     * Whether it is that, along axis 1 of its only bottom; its weights are the factors, and behind
     * them the biases if there are two.
     */
    boolean byChannel();
}
