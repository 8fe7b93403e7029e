/**
 * The same loops over vectors of floats, by jdk.incubator.vector. Kernels' providers come in;
 * kernels and tensors go out.
 */
@NullMarked
package jdl.kernel.vector;

import org.jspecify.annotations.NullMarked;
