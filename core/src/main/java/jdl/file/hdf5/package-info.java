/**
 * HDF5, as Caffe and h5py write it: a file is a tree of groups with arrays as its leaves. What is
 * read is trusted in nothing; what is written, every HDF5 library opens. Snapshots and data come
 * in.
 */
@NullMarked
package jdl.file.hdf5;

import org.jspecify.annotations.NullMarked;
