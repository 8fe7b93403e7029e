package jdl.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdl.kernel.Kernels;
import jdl.kernel.Loops;
import jdl.kernel.Op;
import jdl.tensor.Tensor;

/**
 * A formula compiled for strips of floats: one operation after another, each a loop over a whole
 * strip in registers. What occurs twice is computed once, what is given is not computed, and what
 * is not wanted is not read.
 */
final class Program {

    /** Floats of a strip: long enough to pay for a call, short enough for the first cache. */
    static final int STRIP = 256;

    private record Step(Op op, int a, int b, int c, int to) {}

    private final Map<Expr, Integer> registers = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final BitSet read = new BitSet();
    private final int result;
    private final ThreadLocal<float[]> files;
    private int size;

    /** The given formulas are the ones whose values {@link #run} is handed. */
    Program(Expr formula, List<Expr> given) {
        for (Expr each : given) registers.putIfAbsent(each, take());
        result = register(formula);
        files = ThreadLocal.withInitial(this::file);
    }

    private int take() {
        size += STRIP;
        return size - STRIP;
    }

    /** Where a formula's value lies; compiles it if it is new. */
    private int register(Expr formula) {
        Integer known = registers.get(formula);
        if (known != null) {
            read.set(known / STRIP);
            return known;
        }
        int[] operands = new int[3];
        if (formula instanceof Call call)
            for (int i = 0; i < call.operands().size(); i++)
                operands[i] = register(call.operands().get(i));
        int to = take();
        registers.put(formula, to);
        if (formula instanceof Call call)
            steps.add(new Step(call.op(), operands[0], operands[1], operands[2], to));
        return to;
    }

    /** Registers for one thread, with the constants in place. */
    private float[] file() {
        float[] file = new float[size];
        registers.forEach(
                (formula, at) -> {
                    if (formula instanceof Expr.Const constant)
                        Arrays.fill(file, at, at + STRIP, (float) constant.value());
                });
        return file;
    }

    /** {@code to[i] = formula(given[i] …)}; the result may be one of the given. */
    void run(Kernels kernels, Tensor to, Tensor... given) {
        for (Tensor each : given)
            if (each.size() != to.size())
                throw new IllegalArgumentException(each.shape() + " beside " + to.shape());
        Loops loops = kernels.loops();
        kernels.workers()
                .forStrips(
                        to.size(),
                        Kernels.STRIP,
                        (from, end) -> {
                            float[] file = files.get();
                            for (int i = from; i < end; i += STRIP)
                                strip(loops, file, given, to, i, Math.min(STRIP, end - i));
                        });
    }

    private void strip(Loops loops, float[] file, Tensor[] given, Tensor to, int from, int count) {
        for (int i = 0; i < given.length; i++) {
            if (!read.get(i)) continue;
            Tensor x = given[i];
            System.arraycopy(x.array(), x.offset() + from, file, i * STRIP, count);
        }
        for (int i = 0; i < steps.size(); i++) {
            Step s = steps.get(i);
            loops.apply(s.op, file, s.a, s.b, s.c, s.to, STRIP);
        }
        System.arraycopy(file, result, to.array(), to.offset() + from, count);
    }
}
