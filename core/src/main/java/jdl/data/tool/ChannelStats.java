package jdl.data.tool;

import jdl.data.Values;

/**
 * What the values of one channel are like: how many, their mean, the sum of their squared distances
 * from it, the smallest and the largest.
 */
public record ChannelStats(long count, double mean, double squares, float least, float most) {

    static final ChannelStats NONE =
            new ChannelStats(0, 0, 0, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    static ChannelStats of(Values values, int channel) {
        double sum = 0;
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < values.height(); row++)
            for (int i = 0; i < values.width(); i++) {
                float value = values.get(channel, row, i);
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        long count = (long) values.height() * values.width();
        double mean = sum / count;
        double squares = 0;
        for (int row = 0; row < values.height(); row++)
            for (int i = 0; i < values.width(); i++) {
                double distance = values.get(channel, row, i) - mean;
                squares += distance * distance;
            }
        return new ChannelStats(count, mean, squares, least, most);
    }

    /** Those of both together. */
    ChannelStats and(ChannelStats other) {
        if (count == 0) return other;
        long all = count + other.count;
        double apart = other.mean - mean;
        return new ChannelStats(
                all,
                mean + apart * other.count / all,
                squares + other.squares + apart * apart * count * other.count / all,
                Math.min(least, other.least),
                Math.max(most, other.most));
    }

    /** The standard deviation. */
    public double deviation() {
        return Math.sqrt(squares / count);
    }
}
