/**
 * Text as bytes, from a file or made here. The layer type "TextData" comes in by ServiceLoader; all
 * is a function of the text and the pass.
 */
@NullMarked
package jdl.data.text;

import org.jspecify.annotations.NullMarked;
