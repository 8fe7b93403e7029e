/** How wrong a net is, and how often right. */
@NullMarked
package jdl.layer.loss;

import org.jspecify.annotations.NullMarked;
