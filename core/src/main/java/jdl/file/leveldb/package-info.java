/**
 * LevelDB databases, read without trust and without a lock. Files come in as bytes, records go out;
 * nothing is written.
 */
@NullMarked
package jdl.file.leveldb;

import org.jspecify.annotations.NullMarked;
