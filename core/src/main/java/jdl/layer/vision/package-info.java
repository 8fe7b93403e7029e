/** Windows over images: convolution, pooling, and what prepares for them. */
@NullMarked
package jdl.layer.vision;

import org.jspecify.annotations.NullMarked;
