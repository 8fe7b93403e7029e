"""Writes old.h5 and new.h5, which Hdf5FileTest reads: the same arrays in the oldest and the newest form.

Value i of an array is (37 i) % 101 - 50 where it has a sign, else (37 i) % 101.
"""

import sys

import h5py
import numpy as np


def values(dtype, shape):
    i = np.arange(int(np.prod(shape)))
    v = 37 * i % 101
    if np.dtype(dtype).kind != "u":
        v = v - 50
    return v.astype(dtype).reshape(shape)


def fill(f):
    for order in "<>":
        for kind in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"):
            f.create_dataset(f"types/{'little' if order == '<' else 'big'}_{kind[0]}/{kind}", data=values(order + kind, (3, 5)))
    f["scalars/whole"] = np.int32(-7)
    f["scalars/one"] = np.array([5000], "<i4")
    f["scalars/fraction"] = np.float32(0.5)
    f["scalars/text"] = np.array(b"a text", "S9")
    f["scalars/largest"] = np.array([2**64 - 1, 2**63, 2**63 + 1], "<u8")
    f["scalars/halves"] = np.array([1.5, -0.0, 6e-8, 65504, np.inf, np.nan], "<f2")
    f["odd/empty"] = np.zeros((0, 3), "<f4")
    f["odd/truth"] = np.array([True, False, True])
    f["odd/ödd"] = np.array([1.0], "<f4")
    f.create_dataset("odd/unwritten", shape=(4, 3), dtype="<f4")
    f.create_group("odd/nothing")
    layout = dict(data=values("<f4", (23, 9)), chunks=(5, 4))
    f.create_dataset("chunks/plain", **layout)
    f.create_dataset("chunks/gzip", compression="gzip", **layout)
    f.create_dataset("chunks/shuffled", compression="gzip", shuffle=True, **layout)
    f.create_dataset("chunks/summed", fletcher32=True, **layout)
    f.create_dataset("chunks/all", compression="gzip", shuffle=True, fletcher32=True, **layout)
    f.create_dataset("chunks/whole", data=values("<f4", (23, 9)), chunks=(23, 9), compression="gzip")
    f.create_dataset("more/deep", data=values("<i2", (4, 3, 5, 2)), chunks=(3, 2, 4, 1), compression="gzip")
    f.create_dataset("more/line", data=values("<f8", (300,)), chunks=(2,))
    sparse = f.create_dataset("more/sparse", shape=(23, 9), dtype="<f4", chunks=(5, 4), fillvalue=1.5)
    sparse[7, 5] = 8
    f.create_dataset("growing/growing", data=values("<f4", (23, 9)), chunks=(5, 4), maxshape=(None, 9))
    f.create_dataset("growing/growing_both", data=values("<f4", (23, 9)), chunks=(5, 4), maxshape=(None, None))


with h5py.File(sys.argv[1] + "/old.h5", "w", libver="earliest", userblock_size=512) as f:
    fill(f)
    for i in range(300):
        f[f"many/{i:03}"] = f["scalars/one"]
with h5py.File(sys.argv[1] + "/new.h5", "w", libver="latest") as f:
    fill(f)
    f.create_dataset("pages", data=values("u1", (1100,)), chunks=(1,))
    for i in range(9):
        f[f"dense/{i}"] = f["scalars/one"]
