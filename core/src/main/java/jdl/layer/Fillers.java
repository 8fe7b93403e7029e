package jdl.layer;

import jdl.failure.Failure;
import jdl.proto.FillerParameter;
import jdl.tensor.Dice;
import jdl.tensor.Tensor;

/** The first values of weights. */
public final class Fillers {

    private Fillers() {}

    public static void fill(Tensor weight, FillerParameter filler, Dice dice) {
        switch (filler.getType()) {
            case "constant" -> weight.fill(filler.getValue());
            case "gaussian" -> {
                for (int i = 0; i < weight.size(); i++)
                    weight.set(i, (float) (filler.getMean() + filler.getStd() * dice.gaussian()));
            }
            default -> throw Failure.config("unknown filler \"" + filler.getType() + "\"");
        }
    }
}
