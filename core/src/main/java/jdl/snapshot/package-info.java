/**
 * Named tensors and an iteration, to a file and back, whole or not at all. Solvers and the command
 * line come in; only this room's {@link jdl.file.Disk} goes out to the disk.
 */
@NullMarked
package jdl.snapshot;

import org.jspecify.annotations.NullMarked;
