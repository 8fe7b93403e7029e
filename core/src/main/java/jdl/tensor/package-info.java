/** Shapes, and stretches of floats under them. Everybody comes in; nothing of jdl goes out. */
@NullMarked
package jdl.tensor;

import org.jspecify.annotations.NullMarked;
