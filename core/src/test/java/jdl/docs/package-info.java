/** Documents that are made from the code, and the tests that tell when they are stale. */
@NullMarked
package jdl.docs;

import org.jspecify.annotations.NullMarked;
