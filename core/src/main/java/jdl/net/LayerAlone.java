package jdl.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Tensor;

/** One layer's {@code ½ Σ top²} by its weights and bottoms, with the numbers that its net has. */
final class LayerAlone implements Checked {

    private final Step step;
    private final Ports ports;
    private final List<Tensor> carried;
    private double resolution;

    private LayerAlone(Step step, Ports ports, List<Tensor> carried) {
        this.step = step;
        this.ports = ports;
        this.carried = carried;
    }

    /** The layer of a name, after a forward of its net. */
    static LayerAlone of(Net net, String name) {
        List<String> names = net.plan().steps().stream().map(Step::name).toList();
        int index = names.indexOf(name);
        if (index < 0)
            throw Failure.config(
                    "the net has no layer \"" + name + "\"" + DidYouMean.among(names, name));
        Bound bound = net.bound(index);
        Plan plan = bound.step().layer().plan();
        var own =
                new Bound(
                        bound.step(),
                        IntStream.range(0, bound.bottoms().size())
                                .mapToObj(
                                        i ->
                                                alone(
                                                        bound.bottoms().get(i),
                                                        !plan.labels().contains(i)))
                                .toList(),
                        bound.tops().stream().map(top -> alone(top, true)).toList(),
                        IntStream.range(0, bound.weights().size())
                                .mapToObj(
                                        i ->
                                                alone(
                                                        bound.weights().get(i),
                                                        plan.weights().get(i).learns()))
                                .toList(),
                        plan.saved().stream().map(Tensor::zeros).toList(),
                        plan.scratch().stream().map(Tensor::zeros).toList(),
                        bound.carried().stream().map(LayerAlone::copy).toList(),
                        bound.seed());
        return new LayerAlone(bound.step(), net.ports(own), bound.carried());
    }

    private static Blob alone(Blob blob, boolean gradient) {
        Tensor data = copy(blob.data());
        return gradient ? Blob.of(data, Tensor.zeros(data.shape())) : Blob.of(data);
    }

    private static Tensor copy(Tensor tensor) {
        return Tensor.of(tensor.shape(), tensor.toArray());
    }

    @Override
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < ports.bottoms().size(); i++)
            add(
                    variables,
                    "bottom %d, \"%s\"".formatted(i, step.settings().getBottom(i)),
                    ports.bottom(i));
        for (int i = 0; i < ports.weights().size(); i++)
            add(variables, "weight \"%s/%d\"".formatted(step.name(), i), ports.weight(i));
        return variables;
    }

    private void add(List<Variable> variables, String name, Blob blob) {
        if (blob.hasDiff())
            variables.add(new Variable(step.name(), name, blob.data(), blob.diff()));
    }

    @Override
    public double value() {
        for (int i = 0; i < carried.size(); i++) ports.carried(i).copyFrom(carried.get(i));
        step.layer().forward(ports);
        double sum = 0;
        float largest = 0;
        for (Blob top : ports.tops()) {
            for (int i = 0; i < top.data().size(); i++) {
                double y = top.data().get(i);
                sum += y * y / 2;
                largest = (float) Math.max(largest, y * y);
            }
        }
        resolution = 4.0 * Math.ulp(largest);
        return sum;
    }

    @Override
    public void backward() {
        ports.tops().forEach(top -> top.diff().copyFrom(top.data()));
        step.layer().backward(ports);
    }

    @Override
    public double resolution() {
        return resolution;
    }
}
