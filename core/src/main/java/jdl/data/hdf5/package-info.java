/** Arrays in HDF5 files as the bottom or the top of a net, as Caffe has them. */
@NullMarked
package jdl.data.hdf5;

import org.jspecify.annotations.NullMarked;
