package jdl.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdl.kernel.Kernels;
import jdl.kernel.Op;
import jdl.tensor.Tensor;

/**
 * A formula compiled for strips of floats: one operation after another, each a loop over a whole
 * strip in registers. A formula that occurs twice is computed once.
 */
final class Program {

    /** Floats of a strip: long enough to pay for a call, short enough for the first cache. */
    static final int STRIP = 256;

    private record Step(Op op, int a, int b, int c, int to) {}

    private final Map<Expr, Integer> registers = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final int result;
    private final ThreadLocal<float[]> files;

    Program(Expr formula) {
        result = register(formula);
        files = ThreadLocal.withInitial(this::file);
    }

    /** Where a formula's value lies; compiles it if it is new. */
    private int register(Expr formula) {
        Integer known = registers.get(formula);
        if (known != null) return known;
        int[] operands = new int[3];
        if (formula instanceof Call call)
            for (int i = 0; i < call.operands().size(); i++)
                operands[i] = register(call.operands().get(i));
        int to = registers.size() * STRIP;
        registers.put(formula, to);
        if (formula instanceof Call call)
            steps.add(new Step(call.op(), operands[0], operands[1], operands[2], to));
        return to;
    }

    /** Registers for one thread, with the constants in place. */
    private float[] file() {
        float[] file = new float[registers.size() * STRIP];
        registers.forEach(
                (formula, at) -> {
                    if (formula instanceof Expr.Const constant)
                        Arrays.fill(file, at, at + STRIP, (float) constant.value());
                });
        return file;
    }

    /** {@code to[i] = formula(inputs[i] …)}; the result may be one of the inputs. */
    void run(Kernels kernels, List<Tensor> inputs, Tensor to) {
        for (Tensor input : inputs)
            if (input.size() != to.size())
                throw new IllegalArgumentException(input.shape() + " beside " + to.shape());
        kernels.workers()
                .forStrips(
                        to.size(),
                        Kernels.STRIP,
                        (from, end) -> {
                            float[] file = files.get();
                            for (int i = from; i < end; i += STRIP)
                                strip(kernels, file, inputs, to, i, Math.min(STRIP, end - i));
                        });
    }

    private void strip(
            Kernels kernels, float[] file, List<Tensor> inputs, Tensor to, int from, int count) {
        for (int i = 0; i < inputs.size(); i++) {
            Tensor x = inputs.get(i);
            int at = registers.getOrDefault(Expr.input(i), -1);
            if (at >= 0) System.arraycopy(x.array(), x.offset() + from, file, at, count);
        }
        for (int i = 0; i < steps.size(); i++) {
            Step s = steps.get(i);
            kernels.loops().apply(s.op, file, s.a, s.b, s.c, s.to, STRIP);
        }
        System.arraycopy(file, result, to.array(), to.offset() + from, count);
    }
}
