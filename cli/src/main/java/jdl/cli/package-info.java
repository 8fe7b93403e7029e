/**
 * Commands: what a user types becomes a run of the other rooms, and what happens there becomes
 * lines, files and an exit code. The only room that prints or exits. Everybody may be used; nobody
 * comes in.
 */
@NullMarked
package jdl.cli;

import org.jspecify.annotations.NullMarked;
