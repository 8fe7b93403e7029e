/**
 * LMDB databases: read without trust and without a lock, written whole. Files come in as bytes,
 * records go out.
 */
@NullMarked
package jdl.file.lmdb;

import org.jspecify.annotations.NullMarked;
