/** What goes wrong in a user's hands. Everybody may come in; nothing goes out. */
@NullMarked
package jdl.failure;

import org.jspecify.annotations.NullMarked;
