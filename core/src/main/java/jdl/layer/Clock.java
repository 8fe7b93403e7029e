package jdl.layer;

import jdl.tensor.Dice;

/**
 * What a pass may depend on beside its bottoms and weights; everything random is a function of it.
 *
 * @param training whether weights are being learnt (phase TRAIN)
 * @param seed the run's seed mixed with the layer's name
 * @param pass how many passes of this net came before, over all resumes
 */
public record Clock(boolean training, long seed, long pass) {

    /** This layer's dice for this pass. */
    public Dice dice() {
        return Dice.of(seed, pass);
    }

    /** Dice for one part of this pass's work, whichever thread does it. */
    public Dice dice(int part) {
        return Dice.of(seed, pass, part);
    }
}
