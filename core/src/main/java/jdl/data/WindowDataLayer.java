package jdl.data;

import com.google.auto.service.AutoService;
import java.util.List;
import jdl.data.WindowFile.Window;
import jdl.data.image.Resize;
import jdl.layer.Arity;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerType;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.proto.WindowDataParameter;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * "WindowData": windows of images, drawn anew for each batch, background first and then objects,
 * each stretched to {@code crop_size} (R-CNN, Girshick et al. 2014; Caffe:
 * src/caffe/layers/window_data_layer.cpp).
 */
final class WindowDataLayer implements Layer, ReadAhead.Work {

    private final WindowDataParameter settings;
    private final WindowFile file;
    private final WindowSquare square;
    private final boolean mirror;
    private final int batch;
    private final int objects;
    private final Plan plan;
    private final ReadAhead ahead;
    private final WindowImages pictures;
    private final ThreadLocal<Values> images = ThreadLocal.withInitial(Values::new);
    private final ThreadLocal<Values> parts = ThreadLocal.withInitial(Values::new);

    WindowDataLayer(LayerParameter layer, Sources sources) {
        settings = layer.getWindowDataParam();
        WindowSettings.check(layer);
        batch = settings.getBatchSize();
        objects = (int) (batch * settings.getFgFraction());
        mirror = layer.getTransformParam().getMirror();
        pictures = new WindowImages(settings.getCacheImages());
        square = new WindowSquare(layer.getTransformParam(), WindowSettings.scale(layer));
        file = WindowFile.read(DataFolder.ofUser().resolve(settings.getSource()), settings);
        WindowSettings.check(file, objects, batch);
        int size = square.size();
        plan = Plan.tops(List.of(Shape.of(batch, 3, size, size), Shape.of(batch)));
        ahead = new ReadAhead(batch, plan.tops(), this, sources.reader(), Sources.READERS);
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public void make(Clock clock, int place, List<Tensor> into) {
        Dice dice = Dice.of(clock.seed(), clock.pass() * batch + place);
        List<Window> from = place < batch - objects ? file.background() : file.objects();
        Window window = from.get(dice.nextInt(from.size()));
        boolean mirrored = mirror && dice.nextInt(2) == 1;
        Values image = images.get();
        pictures.read(window.image(), image);
        boolean whole = settings.getCropMode().equals("square");
        var cut =
                WindowCut.of(
                        window, image, square.size(), settings.getContextPad(), whole, mirrored);
        image.window(cut.y1(), cut.x1(), cut.height(), cut.width());
        Values part = parts.get();
        Resize.run(image, cut.toHeight(), cut.toWidth(), part);
        square.write(part, cut, mirrored, into.get(0), place);
        into.get(1).set(place, window.label());
    }

    @Override
    public boolean slow(Clock clock) {
        return true;
    }

    @Override
    public void forward(Ports p) {
        ahead.read(p);
    }

    @Override
    public void backward(Ports p) {
        // The disk takes no gradient.
    }

    /** "WindowData". */
    @AutoService(LayerType.class)
    public static final class Type extends LayerType {
        public Type() {
            super(
                    "WindowData",
                    Arity.exactly(0),
                    Arity.exactly(2),
                    (layer, bottoms) -> new WindowDataLayer(layer, Sources.installed()));
        }
    }
}
