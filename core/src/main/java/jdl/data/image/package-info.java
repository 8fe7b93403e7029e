/** Pictures: decoded and transformed. The data room comes in. */
@NullMarked
package jdl.data.image;

import org.jspecify.annotations.NullMarked;
