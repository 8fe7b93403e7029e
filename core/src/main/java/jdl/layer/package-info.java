/**
 * One step of a net, up and down. Nets come in with messages and shapes; kernels and formulas are
 * used.
 */
@NullMarked
package jdl.layer;

import org.jspecify.annotations.NullMarked;
