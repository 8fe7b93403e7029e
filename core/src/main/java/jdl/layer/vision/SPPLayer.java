package jdl.layer.vision;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.SPPParameter;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * {@code y = p₀(x) ⧺ p₁(x) ⧺ …}, where {@code pₗ} pools each channel to a grid of 2ˡ × 2ˡ (He et
 * al. 2014). One level alone is not laid flat, as in Caffe.
 */
final class SPPLayer implements Layer {

    private final List<Layer> levels;
    private final int images;
    private final Plan plan;

    SPPLayer(SPPParameter p, List<Shape> bottoms) {
        int height = p.getPyramidHeight();
        if (height < 1) throw Failure.config("pyramid_height must be at least 1");
        Shape bottom = bottoms.get(0);
        levels =
                IntStream.range(0, height)
                        .mapToObj(level -> PoolingType.layer(SPPLevel.of(p, level, bottom), bottom))
                        .toList();
        images = bottom.dim(0);
        var tops = levels.stream().map(SPPLayer::top).toList();
        var saved = new ArrayList<Shape>(tops);
        levels.forEach(level -> saved.addAll(level.plan().saved()));
        int floats = tops.stream().mapToInt(top -> top.countFrom(1)).reduce(0, Math::addExact);
        plan =
                Plan.tops(height == 1 ? tops.get(0) : Shape.of(images, floats))
                        .saved(saved.toArray(Shape[]::new))
                        .scratch(tops.toArray(Shape[]::new));
    }

    private static Shape top(Layer level) {
        return level.plan().tops().get(0);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        int at = 0;
        for (int i = 0; i < levels.size(); i++) {
            levels.get(i).forward(ports(p, i));
            Tensor grid = p.saved(i);
            for (int n = 0; n < images; n++)
                part(p.top(0).data(), n, at, grid).copyFrom(grid.part(n, images));
            at += grid.size() / Math.max(1, images);
        }
    }

    @Override
    public void backward(Ports p) {
        int at = 0;
        for (int i = 0; i < levels.size(); i++) {
            Tensor grid = p.scratch(i);
            for (int n = 0; n < images; n++)
                grid.part(n, images).copyFrom(part(p.top(0).diff(), n, at, grid));
            levels.get(i).backward(ports(p, i));
            at += grid.size() / Math.max(1, images);
        }
    }

    /** Where an image's grid lies in the whole. */
    private Tensor part(Tensor whole, int image, int at, Tensor grid) {
        Tensor row = whole.part(image, images);
        return new Tensor(Shape.of(grid.size() / images), row.array(), row.offset() + at);
    }

    /** What one level may touch. */
    private Ports ports(Ports p, int level) {
        int from = levels.size();
        for (int i = 0; i < level; i++) from += levels.get(i).plan().saved().size();
        int to = from + levels.get(level).plan().saved().size();
        Blob top = Blob.of(p.saved(level), p.scratch(level));
        Clock clock = p.clock();
        return new Ports(
                p.kernels(),
                p.bottoms(),
                List.of(top),
                List.of(),
                p.saved().subList(from, to),
                List.of(),
                List.of(),
                new Clock(
                        clock.training(), Dice.key(clock.seed(), "level " + level), clock.pass()));
    }

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super("SPP", 1, LayerParameter::getSppParam, SPPLayer::new);
        }
    }
}
