/**
 * Talking to servers that are not trusted: in comes an address and what is expected there, out goes
 * a file that is just that, or a failure that says what the server did instead.
 */
@NullMarked
package jdl.web;

import org.jspecify.annotations.NullMarked;
