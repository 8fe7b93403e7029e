/**
 * Loops over floats and the threads that run them. Layers, formulas, nets and solvers come in; only
 * tensors go out.
 */
@NullMarked
package jdl.kernel;

import org.jspecify.annotations.NullMarked;
