/**
 * What BVLC Caffe itself computed, held against jdl: cases in folders, run where the folder is
 * there.
 */
@NullMarked
package jdl.golden;

import org.jspecify.annotations.NullMarked;
