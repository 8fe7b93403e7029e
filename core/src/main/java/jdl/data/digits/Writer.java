package jdl.data.digits;

import java.util.List;
import jdl.tensor.Dice;

/**
 * Writes the sample of a key: which digit, in which way, by which hand, and what befell the sheet.
 */
final class Writer {

    private final Glyphs glyphs;

    Writer(Glyphs glyphs) {
        this.glyphs = glyphs;
    }

    int digit(long key) {
        return Dice.of(key).nextInt(10);
    }

    byte[] write(long key) {
        Dice dice = Dice.of(key, 1);
        Paper paper = new Paper();
        Pen pen = new Pen(dice);
        Hand hand = new Hand(dice);
        for (var stroke : glyphs.pick(digit(key), dice)) paper.draw(hand.write(stroke), pen);
        while (dice.nextInt(6) == 0) paper.draw(scratch(dice), pen);
        paper.blur(dice.uniform(0, 0.9f));
        return paper.scan(dice.uniform(0, 25), dice);
    }

    /** What was never meant as part of the digit: a short line or a dot, anywhere. */
    private static List<Point> scratch(Dice dice) {
        Point from = new Point(dice.uniform(0, Paper.SIDE), dice.uniform(0, Paper.SIDE));
        return List.of(from, from.plus(1.5 * dice.gaussian(), 1.5 * dice.gaussian()));
    }
}
