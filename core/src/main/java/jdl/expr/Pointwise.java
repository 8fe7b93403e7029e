package jdl.expr;

import java.util.ArrayList;
import java.util.List;
import jdl.kernel.Kernels;
import jdl.tensor.Tensor;

/** A formula ready to run over tensors, element by element: its value, and its slopes. */
public final class Pointwise {

    private final int inputs;
    private final Program value;
    private final List<Program> slopes = new ArrayList<>();

    private Pointwise(Expr formula, int inputs) {
        this.inputs = inputs;
        value = new Program(formula);
        Expr dy = Expr.input(inputs);
        Expr dx = Expr.input(inputs + 1);
        for (int i = 0; i < inputs; i++)
            slopes.add(new Program(dx.plus(formula.slope(i).times(dy))));
    }

    /** A formula of {@code x} alone. */
    public static Pointwise of(Expr formula) {
        return of(formula, 1);
    }

    public static Pointwise of(Expr formula, int inputs) {
        return new Pointwise(formula, inputs);
    }

    /** {@code y = f(x)}; y may be x. */
    public void forward(Kernels kernels, Tensor x, Tensor y) {
        forward(kernels, List.of(x), y);
    }

    /** {@code y = f(x0, x1 …)}. */
    public void forward(Kernels kernels, List<Tensor> x, Tensor y) {
        value.run(kernels, x, y);
    }

    /** {@code dx += dy f'(x)}. */
    public void backward(Kernels kernels, Tensor x, Tensor dy, Tensor dx) {
        backward(kernels, List.of(x), 0, dy, dx);
    }

    /** {@code dx += dy ∂f/∂x_input}. */
    public void backward(Kernels kernels, List<Tensor> x, int input, Tensor dy, Tensor dx) {
        if (x.size() != inputs)
            throw new IllegalArgumentException("a formula of " + inputs + ", given " + x.size());
        List<Tensor> operands = new ArrayList<>(x);
        operands.add(dy);
        operands.add(dx);
        slopes.get(input).run(kernels, operands, dx);
    }
}
