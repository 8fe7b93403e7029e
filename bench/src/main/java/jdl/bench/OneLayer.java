package jdl.bench;

import com.google.protobuf.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdl.kernel.Kernels;
import jdl.layer.Clock;
import jdl.layer.Layer;
import jdl.layer.LayerTypes;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.proto.LayerParameter;
import jdl.tensor.Blob;
import jdl.tensor.Layout;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** A layer with memory of its own, full of noise. */
record OneLayer(Layer layer, Ports ports) {

    /**
     * @param bottoms shapes, as in "64x20x24x24 64"; the second is of labels
     * @param settings in prototxt
     */
    static OneLayer of(String bottoms, String settings, Layout layout, Kernels kernels) {
        List<Shape> shapes = Stream.of(bottoms.split(" ", -1)).map(OneLayer::shape).toList();
        Layer layer = layer(settings, shapes, layout);
        Plan plan = layer.plan();
        List<Blob> reads = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++)
            reads.add(
                    plan.labels().contains(i)
                            ? Blob.of(Tensor.zeros(shapes.get(i)))
                            : learning(shapes.get(i), i));
        var ports =
                new Ports(
                        kernels,
                        reads,
                        plan.tops().stream().map(shape -> learning(shape, 7)).toList(),
                        plan.weights().stream().map(spec -> learning(spec.shape(), 8)).toList(),
                        plan.saved().stream().map(Tensor::zeros).toList(),
                        plan.scratch().stream().map(Tensor::zeros).toList(),
                        plan.carried().stream().map(Tensor::zeros).toList(),
                        new Clock(true, 1, 0));
        return new OneLayer(layer, ports);
    }

    private static Layer layer(String settings, List<Shape> shapes, Layout layout) {
        try {
            LayerParameter parameter = TextFormat.parse(settings, LayerParameter.class);
            if (parameter.getTopCount() == 0)
                parameter = parameter.toBuilder().addTop("top").build();
            Layer plain = LayerTypes.installed().get(parameter.getType()).create(parameter, shapes);
            if (layout == Layout.PLAIN) return plain;
            return plain.in(layout)
                    .orElseThrow(
                            () -> new IllegalArgumentException(settings + " knows no " + layout));
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(settings, e);
        }
    }

    private static Shape shape(String text) {
        return Shape.of(Stream.of(text.split("x", -1)).map(Integer::valueOf).toList());
    }

    private static Blob learning(Shape shape, long key) {
        return Blob.of(Noise.of(shape, key), Noise.of(shape, key + 100));
    }

    void forward() {
        layer.forward(ports);
    }

    void backward() {
        layer.backward(ports);
    }

    /** Operations of one pass upwards, where the first weight says how many; 0 for the others. */
    double gflop() {
        if (ports.weights().isEmpty() || ports.weight(0).shape().rank() < 2) return 0;
        return 2e-9 * ports.top(0).shape().count() * ports.weight(0).shape().countFrom(1);
    }

    /** Bytes of all that a pass upwards reads and writes, each once. */
    double gbyte() {
        return Stream.of(ports.bottoms(), ports.tops(), ports.weights())
                        .flatMap(List::stream)
                        .mapToLong(blob -> blob.shape().count())
                        .sum()
                * Float.BYTES
                * 1e-9;
    }
}
