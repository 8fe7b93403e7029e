/**
 * Archives of tar: samples of several files, read where they lie, and written in shards. Files come
 * in as bytes, samples go out.
 */
@NullMarked
package jdl.file.tar;

import org.jspecify.annotations.NullMarked;
