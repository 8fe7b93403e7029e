/** Numbers brought to a common size, by the channel, the image or the neighbours. */
@NullMarked
package jdl.layer.normalization;

import org.jspecify.annotations.NullMarked;
