package jdl.layer;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;

/** All types of layers that are installed, by name. */
public final class LayerTypes {

    /** What Caffe has, so that a file made for it is told the truth about what is missing. */
    private static final Set<String> CAFFE =
            Set.copyOf(
                    List.of(
                            ("AbsVal Accuracy ArgMax BatchNorm BatchReindex Bias BNLL Clip Concat"
                                            + " ContrastiveLoss Convolution Crop Data Deconvolution"
                                            + " Dropout DummyData ELU Eltwise Embed EuclideanLoss"
                                            + " Exp Filter Flatten HDF5Data HDF5Output HingeLoss"
                                            + " Im2col ImageData InfogainLoss InnerProduct Input"
                                            + " LRN LSTM LSTMUnit Log MVN MemoryData"
                                            + " MultinomialLogisticLoss PReLU Parameter Pooling"
                                            + " Power Python RNN ReLU Reduction Reshape SPP Scale"
                                            + " Sigmoid SigmoidCrossEntropyLoss Silence Slice"
                                            + " Softmax SoftmaxWithLoss Split Swish TanH Threshold"
                                            + " Tile WindowData")
                                    .split(" ")));

    private final TreeMap<String, LayerType> byName = new TreeMap<>();

    private LayerTypes(Iterable<LayerType> types) {
        types.forEach(this::add);
    }

    public static LayerTypes installed() {
        return new LayerTypes(
                ServiceLoader.load(LayerType.class, LayerType.class.getClassLoader()));
    }

    /** These types alone. */
    static LayerTypes of(LayerType... types) {
        return new LayerTypes(List.of(types));
    }

    private void add(LayerType type) {
        Optional.ofNullable(byName.put(type.name(), type))
                .ifPresent(
                        other -> {
                            throw Failure.config(
                                    "layer type \""
                                            + type.name()
                                            + "\" is installed twice: "
                                            + other.getClass().getName()
                                            + " and "
                                            + type.getClass().getName());
                        });
    }

    /** The names, sorted. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    public LayerType get(String name) {
        return Optional.ofNullable(byName.get(name)).orElseThrow(() -> unknown(name));
    }

    private Failure unknown(String name) {
        String known = "\n    known types: " + String.join(", ", byName.keySet());
        if (name.isEmpty()) return Failure.config("has no type" + known);
        if (CAFFE.contains(name))
            return Failure.config("layer type \"" + name + "\" is not yet in jdl" + known);
        return Failure.config(
                "unknown layer type \""
                        + name
                        + "\""
                        + DidYouMean.among(byName.keySet(), name)
                        + known);
    }
}
