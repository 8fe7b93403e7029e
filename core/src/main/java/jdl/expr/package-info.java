/**
 * Formulas of numbers, their slopes, and programs that run them over tensors. Layers and the net
 * come in; tensors and kernels go out.
 */
@NullMarked
package jdl.expr;

import org.jspecify.annotations.NullMarked;
