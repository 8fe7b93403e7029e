/**
 * Public data sets come from the network into the data folder, and only what is right to the last
 * bit gets its final name. The command line comes in; nothing here runs unless it is asked for.
 */
@NullMarked
package jdl.data.download;

import org.jspecify.annotations.NullMarked;
