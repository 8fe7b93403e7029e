/** What every kind of net uses: weighted sums, and what guards them against over-fitting. */
@NullMarked
package jdl.layer.common;

import org.jspecify.annotations.NullMarked;
