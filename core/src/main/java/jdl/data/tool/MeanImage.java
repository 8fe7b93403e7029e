package jdl.data.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.data.Column;
import jdl.data.Source;
import jdl.data.Values;
import jdl.failure.Failure;
import jdl.file.AtomicFile;
import jdl.file.RealDisk;
import jdl.proto.BlobProto;
import jdl.tensor.Shape;

/**
 * The mean of all pictures of a source, place by place, as Caffe's compute_image_mean makes it; its
 * sums are of doubles, and in one order on any number of cores.
 */
public final class MeanImage {

    /** Pictures whose sum one core makes. */
    private static final int PIECE = 64;

    private final Source source;
    private final int column;
    private final Fit fit;
    private final Shape shape;
    private final double[] mean;
    private final ThreadLocal<Values> values = ThreadLocal.withInitial(Values::new);
    private final ThreadLocal<Values> room = ThreadLocal.withInitial(Values::new);

    /** Reads all of a source; one record that cannot be read fails it. */
    public MeanImage(Source source, Fit fit, Progress progress) {
        this.source = source;
        this.column = pictures(source);
        this.fit = fit;
        this.shape = picture(0).shape();
        this.mean = new double[shape.count()];
        long size = source.size();
        Scan.run(
                (size + PIECE - 1) / PIECE,
                (done, of) -> progress.at(Math.min(size, done * PIECE), size),
                piece -> sum(piece * PIECE, Math.min(size, (piece + 1) * PIECE)),
                (piece, sum) -> add(sum));
        for (int i = 0; i < mean.length; i++) mean[i] /= size;
    }

    private static int pictures(Source source) {
        List<Column> columns = source.columns();
        for (int c = 0; c < columns.size(); c++)
            if (columns.get(c).kind() == Column.Kind.PICTURE) return c;
        throw Failure.config("this source has no pictures, so there is no mean image of it");
    }

    private Values picture(long index) {
        try {
            Values read = values.get();
            source.read(index, column, read);
            return fit.apply(read, room.get());
        } catch (Failure e) {
            throw Broken.of(source, index, e).failure(e.kind());
        }
    }

    private double[] sum(long from, long to) {
        double[] sum = new double[shape.count()];
        for (long index = from; index < to; index++) {
            Values picture = picture(index);
            if (!picture.has(shape)) throw other(picture.shape(), index);
            int at = 0;
            for (int c = 0; c < picture.channels(); c++)
                for (int row = 0; row < picture.height(); row++)
                    for (int i = 0; i < picture.width(); i++) sum[at++] += picture.get(c, row, i);
        }
        return sum;
    }

    private Failure other(Shape found, long index) {
        return Failure.config(
                "%s: is %s, but the first picture is %s\n    bring all to one size: --resize %dx%d"
                        .formatted(source.key(index), found, shape, shape.dim(1), shape.dim(2)));
    }

    private void add(double[] sum) {
        for (int i = 0; i < sum.length; i++) mean[i] += sum[i];
    }

    /** Channels, height, width. */
    public Shape shape() {
        return shape;
    }

    /** The mean of each channel, which {@code transform_param.mean_value} takes. */
    public List<Double> channels() {
        int plane = shape.dim(1) * shape.dim(2);
        List<Double> channels = new ArrayList<>();
        for (int c = 0; c < shape.dim(0); c++) {
            double sum = 0;
            for (int i = 0; i < plane; i++) sum += mean[c * plane + i];
            channels.add(sum / plane);
        }
        return channels;
    }

    /** Writes it as Caffe does, a BlobProto of the old kind of shape. */
    public void write(Path file) {
        var blob = BlobProto.newBuilder().setNum(1).setChannels(shape.dim(0));
        blob.setHeight(shape.dim(1)).setWidth(shape.dim(2));
        for (double value : mean) blob.addData((float) value);
        BlobProto whole = blob.build();
        new AtomicFile(new RealDisk(), file).write(whole.getSerializedSize(), whole::writeTo);
    }
}
