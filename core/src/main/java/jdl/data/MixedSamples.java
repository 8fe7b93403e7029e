package jdl.data;

import java.util.List;
import jdl.data.image.Mixture;
import jdl.layer.Clock;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Samples of which each, in training, is mixed with another of its epoch, as that one is seen
 * there; which and how much of it is a function of the seed and the number of the sample.
 */
final class MixedSamples implements ReadAhead.Work {

    /** Sets these dice apart from those for the picture. */
    private static final long MIXING = 1;

    private static final long CUTTING = 2;

    private final Samples samples;
    private final long epoch;
    private final Mix mix;
    private final ThreadLocal<List<Tensor>> others;

    /**
     * @param epoch the number of samples in one
     */
    MixedSamples(Samples samples, long epoch, Mix mix) {
        this.samples = samples;
        this.epoch = epoch;
        this.mix = mix;
        this.others =
                ThreadLocal.withInitial(
                        () -> samples.shapes(1).stream().map(Tensor::zeros).toList());
    }

    @Override
    public void make(Clock clock, int place, List<Tensor> into) {
        samples.make(clock, place, into);
        if (!clock.training()) return;
        long sample = samples.number(clock, place);
        Dice dice = Dice.of(clock.seed(), sample, MIXING);
        float share = Mixture.share(mix.alpha(), dice);
        long partner = sample - sample % epoch + (long) (dice.nextDouble() * epoch);
        List<Tensor> other = others.get();
        samples.make(clock, partner, 0, other);
        if (mix.cut()) share = cut(clock, sample, share, place, into, other);
        for (int c = 0; c < into.size(); c++)
            if (!isCut(c)) add(into.get(c), place, other.get(c), share);
    }

    private boolean isCut(int column) {
        return mix.cut() && mix.columns().get(column) == Column.Kind.PICTURE;
    }

    /** Returns what is left of the sample's own picture. */
    private float cut(
            Clock clock,
            long sample,
            float share,
            int place,
            List<Tensor> into,
            List<Tensor> others) {
        float left = share;
        for (int c = 0; c < into.size(); c++) {
            if (!isCut(c)) continue;
            Tensor y = into.get(c);
            Tensor other = others.get(c);
            Shape dims = y.shape();
            Shape one = Shape.of(dims.dim(1), dims.dim(2), dims.dim(3));
            // Pictures of one record are cut alike.
            Dice dice = Dice.of(clock.seed(), sample, CUTTING);
            int at = y.offset() + place * one.count();
            left = Mixture.cut(y.array(), at, other.array(), other.offset(), one, share, dice);
        }
        return left;
    }

    private static void add(Tensor y, int place, Tensor other, float share) {
        int count = other.size();
        int at = y.offset() + place * count;
        Mixture.add(y.array(), at, other.array(), other.offset(), count, share);
    }

    @Override
    public boolean slow(Clock clock) {
        return samples.slow(clock);
    }
}
