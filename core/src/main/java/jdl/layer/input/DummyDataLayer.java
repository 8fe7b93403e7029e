package jdl.layer.input;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.Failure;
import jdl.layer.Arity;
import jdl.layer.Fillers;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.BlobShape;
import jdl.proto.DummyDataParameter;
import jdl.proto.FillerParameter;
import jdl.proto.LayerParameter;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * Tops of numbers made up by fillers: the same each pass if constant or drawn once, else new ones
 * each pass.
 */
final class DummyDataLayer implements Layer {

    private final boolean once;
    private final List<FillerParameter> fillers;
    private final Plan plan;

    DummyDataLayer(LayerParameter layer) {
        DummyDataParameter p = layer.getDummyDataParam();
        int tops = layer.getTopCount();
        var constant = List.of(FillerParameter.getDefaultInstance());
        fillers =
                each(
                        p.getDataFillerCount() == 0 ? constant : p.getDataFillerList(),
                        tops,
                        "data_filler");
        fillers.forEach(Fillers::check);
        List<Shape> shapes = p.getShapeCount() == 0 ? ofFourDims(p, tops) : shapes(p, tops);
        once = p.getDrawOnce();
        plan = Plan.tops(shapes).carried(once ? shapes.toArray(Shape[]::new) : new Shape[0]);
    }

    private static List<Shape> shapes(DummyDataParameter p, int tops) {
        int legacy =
                p.getNumCount() + p.getChannelsCount() + p.getHeightCount() + p.getWidthCount();
        if (legacy > 0)
            throw Failure.config(
                    "has shape beside num, channels, height or width; give shape alone");
        var shapes = new ArrayList<Shape>();
        for (BlobShape shape : each(p.getShapeList(), tops, "shape"))
            shapes.add(Shape.of(shape.getDimList()));
        return shapes;
    }

    private static List<Shape> ofFourDims(DummyDataParameter p, int tops) {
        List<Integer> num = each(p.getNumList(), tops, "num");
        List<Integer> channels = each(p.getChannelsList(), tops, "channels");
        List<Integer> height = each(p.getHeightList(), tops, "height");
        List<Integer> width = each(p.getWidthList(), tops, "width");
        return IntStream.range(0, tops)
                .mapToObj(i -> Shape.of(num.get(i), channels.get(i), height.get(i), width.get(i)))
                .toList();
    }

    /** What was given for each top, or once for all. */
    private static <T> List<T> each(List<T> given, int tops, String field) {
        if (given.size() != 1 && given.size() != tops)
            throw Failure.config(
                    "wants dummy_data_param."
                            + field
                            + " once or once for each of the "
                            + tops
                            + " tops, but got it "
                            + given.size()
                            + " times"
                            + (given.isEmpty() ? "; give shape" : ""));
        return IntStream.range(0, tops).mapToObj(i -> given.get(i % given.size())).toList();
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void forward(Ports p) {
        boolean drawn = once && p.clock().pass() > 0;
        for (int t = 0; t < p.tops().size(); t++) {
            Tensor top = p.top(t).data();
            if (drawn) top.copyFrom(p.carried(t));
            else Fillers.fill(top, fillers.get(t), p.clock().dice(t));
            if (once && !drawn) p.carried(t).copyFrom(top);
        }
    }

    @Override
    public void backward(Ports p) {}

    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "DummyData",
                    Arity.exactly(0),
                    Arity.atLeast(1),
                    (layer, bottoms) -> new DummyDataLayer(layer));
        }
    }
}
