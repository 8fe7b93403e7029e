package jdl.kernel;

/**
 * An operation on elements. {@code WHERE} takes its second operand where the first is above zero
 * and its third elsewhere; a first operand that is not a number gives NaN.
 */
public enum Op {
    ADD,
    MULTIPLY,
    DIVIDE,
    EXP,
    LOG,
    TANH,
    SIGMOID,
    NORMAL_CDF,
    ABS,
    POWER,
    WHERE
}
