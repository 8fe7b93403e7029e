/** Putting blobs together, taking them apart, giving them other shapes. */
@NullMarked
package jdl.layer.utility;

import org.jspecify.annotations.NullMarked;
