/**
 * Names become numbers, and numbers get memory: a message is filtered by phase, planned layer by
 * layer, improved by passes, and made into a net that runs. Solvers and commands come in; layers,
 * kernels and messages are used.
 */
@NullMarked
package jdl.net;

import org.jspecify.annotations.NullMarked;
