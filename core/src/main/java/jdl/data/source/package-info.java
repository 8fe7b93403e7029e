/** The kinds of source that jdl brings along. ServiceLoader comes in; nobody else has to. */
@NullMarked
package jdl.data.source;

import org.jspecify.annotations.NullMarked;
