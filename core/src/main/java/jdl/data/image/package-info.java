/**
 * Pictures: files become pixels, and pixels other pixels. Sources and the transformer come in;
 * nobody goes out.
 */
@NullMarked
package jdl.data.image;

import org.jspecify.annotations.NullMarked;
