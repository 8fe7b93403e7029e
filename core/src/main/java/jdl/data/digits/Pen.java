package jdl.data.digits;

import jdl.tensor.Dice;

/** A round pen, pressed now more, now less. */
final class Pen {

    private final double radius;
    private final double darkness;
    private final double wobble;
    private final double wave;
    private final double phase;

    Pen(Dice dice) {
        radius = dice.uniform(0.5f, 1.6f);
        darkness = dice.uniform(0.65f, 1);
        wobble = dice.uniform(0, 0.3f);
        wave = dice.uniform(0.05f, 0.25f);
        phase = dice.uniform(0, 6.3f);
    }

    double radius(int step) {
        return radius * (1 + wobble * StrictMath.sin(phase + wave * step));
    }

    double darkness(int step) {
        return darkness * (1 - wobble / 2 * (1 + StrictMath.sin(phase + 2 * wave * step)));
    }
}
