/**
 * How fast jdl's kernels and layers are, by JMH, and its training loops. Nobody comes in; nothing
 * here is part of jdl.
 */
@NullMarked
package jdl.bench;

import org.jspecify.annotations.NullMarked;
