package jdl.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jdl.kernel.Kernels;
import jdl.tensor.Tensor;

/** A formula ready to run over tensors, element by element: its value, and its slopes. */
public final class Pointwise {

    private final Program value;
    private final List<Program> slopes;
    private final List<Program> storedSlopes;

    private Pointwise(Expr formula, int inputs) {
        List<Expr> x = IntStream.range(0, inputs).mapToObj(Expr::input).toList();
        Expr dy = Expr.input(inputs);
        Expr dx = Expr.input(inputs + 1);
        List<Expr> given = new ArrayList<>(x);
        given.addAll(List.of(formula, dy, dx)); // y is known by then: a slope need not make it anew
        value = new Program(formula, x);
        slopes =
                IntStream.range(0, inputs)
                        .mapToObj(i -> new Program(dx.plus(slope(formula, i).times(dy)), given))
                        .toList();
        List<Expr> known = given.subList(0, inputs + 2);
        storedSlopes =
                IntStream.range(0, inputs)
                        .mapToObj(i -> new Program(slope(formula, i).times(dy), known))
                        .toList();
    }

    /** The slope of a ReLU goes by its result, so that what it bends need not be made anew. */
    private static Expr slope(Expr formula, int input) {
        return formula instanceof Call.Where where && where.isRectifier()
                ? Expr.where(formula, where.positive().slope(input), where.other().slope(input))
                : formula.slope(input);
    }

    /** A formula of {@code x} alone. */
    public static Pointwise of(Expr formula) {
        return of(formula, 1);
    }

    /** A formula of the first so many inputs. */
    public static Pointwise of(Expr formula, int inputs) {
        return new Pointwise(formula, inputs);
    }

    /** {@code y = f(x)}; y may be x. */
    public void forward(Kernels kernels, Tensor x, Tensor y) {
        value.run(kernels, y, x);
    }

    /** {@code y = f(x0, x1 …)}. */
    public void forward(Kernels kernels, List<Tensor> x, Tensor y) {
        if (x.size() != slopes.size())
            throw new IllegalArgumentException(
                    "a formula of " + slopes.size() + " inputs, given " + x.size());
        value.run(kernels, y, given(x));
    }

    /** {@code dx += dy f'(x)}, where {@code y = f(x)} is what forward wrote. */
    public void backward(Kernels kernels, Tensor x, Tensor y, Tensor dy, Tensor dx) {
        backward(kernels, List.of(x), 0, y, dy, dx);
    }

    /** {@code dx += dy ∂f/∂x_input}, where {@code y} is what forward wrote. */
    public void backward(
            Kernels kernels, List<Tensor> x, int input, Tensor y, Tensor dy, Tensor dx) {
        slopes.get(input).run(kernels, dx, given(x, y, dy, dx));
    }

    /** {@code dx = dy ∂f/∂x_input}, whatever dx held. */
    public void backwardStored(
            Kernels kernels, List<Tensor> x, int input, Tensor y, Tensor dy, Tensor dx) {
        storedSlopes.get(input).run(kernels, dx, given(x, y, dy));
    }

    private static Tensor[] given(List<Tensor> x, Tensor... known) {
        Tensor[] given = new Tensor[x.size() + known.length];
        for (int i = 0; i < x.size(); i++) given[i] = x.get(i);
        System.arraycopy(known, 0, given, x.size(), known.length);
        return given;
    }
}
