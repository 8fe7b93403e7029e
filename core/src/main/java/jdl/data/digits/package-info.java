/**
 * Digits that jdl writes by itself, as people might: strokes, a hand, a pen, a sheet of paper.
 * ServiceLoader comes in; everything is a function of (seed, split, index), in arithmetic that is
 * the same on every machine.
 */
@NullMarked
package jdl.data.digits;

import org.jspecify.annotations.NullMarked;
