package jdl.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.layer.Plan;
import jdl.layer.Ports;
import jdl.tensor.Blob;
import jdl.tensor.Dice;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * One layer's {@code Σ factor · top} by its weights and bottoms, with the numbers that its net has.
 * The factors are random: of a layer that normalizes, {@code ½ Σ top²} would never change.
 */
final class LayerAlone implements Checked {

    /** A top's own rounding, and some of what is inside of the layer. */
    private static final int ULPS = 4;

    private final Step step;
    private final Ports ports;
    private final List<Tensor> factors;
    private final List<Tensor> carried;
    private double resolution;

    private LayerAlone(Step step, Ports ports, List<Tensor> carried) {
        this.step = step;
        this.ports = ports;
        this.factors = ports.tops().stream().map(top -> factors(top.data().shape())).toList();
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
                new Ports(
                        bound.ports().kernels(),
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
                        bound.ports().clock());
        return new LayerAlone(bound.step(), own, bound.carried());
    }

    private static Blob alone(Blob blob, boolean gradient) {
        Tensor data = copy(blob.data());
        return gradient ? Blob.of(data, Tensor.zeros(data.shape())) : Blob.of(data);
    }

    private static Tensor factors(Shape shape) {
        Tensor factors = Tensor.zeros(shape);
        Dice dice = Dice.of(Dice.key(1, "factors"));
        for (int i = 0; i < factors.size(); i++) factors.set(i, (float) dice.gaussian());
        return factors;
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
        double squares = 0;
        for (int t = 0; t < factors.size(); t++) {
            Tensor y = ports.top(t).data();
            boolean loss = step.lossWeights().get(t) != 0;
            for (int i = 0; i < y.size(); i++) {
                double factor = factors.get(t).get(i);
                double rounding =
                        factor * (loss ? WholeNet.rounding(y.get(i)) : Math.ulp(y.get(i)));
                sum += factor * y.get(i);
                squares += rounding * rounding;
            }
        }
        resolution = ULPS * Math.sqrt(squares);
        return sum;
    }

    @Override
    public void backward() {
        for (int t = 0; t < factors.size(); t++) ports.top(t).diff().copyFrom(factors.get(t));
        step.layer().backward(ports);
    }

    @Override
    public double resolution() {
        return resolution;
    }
}
