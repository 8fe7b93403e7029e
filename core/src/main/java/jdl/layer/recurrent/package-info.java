/** Sequences: what one step leaves for the next. */
@NullMarked
package jdl.layer.recurrent;

import org.jspecify.annotations.NullMarked;
