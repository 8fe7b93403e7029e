/** Element by element: a formula each. ({@code y = f(x)}; Caffe calls them neurons.) */
@NullMarked
package jdl.layer.activation;

import org.jspecify.annotations.NullMarked;
