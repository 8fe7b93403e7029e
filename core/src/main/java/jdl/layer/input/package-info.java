/** Blobs that no layer writes: fed by the caller, made up, or learnt. */
@NullMarked
package jdl.layer.input;

import org.jspecify.annotations.NullMarked;
