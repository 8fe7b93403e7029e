/**
 * Files become samples, and samples batches. Nets come in through the layer type "Data"; new kinds
 * of source come in through {@link jdl.data.SourceType}. Shapes, tensors, messages and the disk are
 * used.
 */
@NullMarked
package jdl.data;

import org.jspecify.annotations.NullMarked;
