/**
 * Files as such: written whole or not at all, read without trust, and the formats that belong to
 * nobody in particular. Data and snapshots come in; only {@link jdl.file.Disk} writes.
 */
@NullMarked
package jdl.file;

import org.jspecify.annotations.NullMarked;
