/**
 * How weights move: rates by iteration, update rules, the training loop and what hangs on it.
 * Commands come in; nets and snapshots are used.
 */
@NullMarked
package jdl.solver;

import org.jspecify.annotations.NullMarked;
