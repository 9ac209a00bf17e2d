#!/usr/bin/env python3
"""Writes the small HDF5 files of tests/ReleaseGuard.Artifacts.Tests/Formats/Hdf5/Samples with python3-h5py: one for each kind of chunk index, and groups and attributes in heaps.

    python3 build/compare/make_hdf5_samples.py FOLDER
"""
import sys

import h5py
import numpy


def chunked(name, shape, chunks, dtype="f4", maxshape=None, **more):
    with h5py.File(f"{sys.argv[1]}/{name}.h5", "w", libver="latest") as file:
        data = (numpy.arange(numpy.prod(shape)).reshape(shape) % 100 + 1).astype(dtype)
        file.create_dataset("w", data=data, chunks=chunks, maxshape=maxshape, **more)


def early(name):
    with h5py.File(f"{sys.argv[1]}/{name}.h5", "w", libver="latest") as file:
        create = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        create.set_chunk((2, 4))
        create.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        h5py.h5d.create(file.id, b"w", h5py.h5t.NATIVE_FLOAT, h5py.h5s.create_simple((6, 4)), create)
        file["w"][...] = 1


def heaps(name):
    with h5py.File(f"{sys.argv[1]}/{name}.h5", "w", libver="latest") as file:
        for i in range(12):
            file[f"layer_{i}"] = numpy.ones(1, "f4")
            file.attrs[f"attribute_{i}"] = numpy.bytes_(f"value {i}")


early("implicit")
chunked("single", (6, 4), (6, 4))
chunked("single-deflated", (6, 40), (6, 40), compression="gzip")
chunked("fixed-array", (6, 4), (2, 4))
chunked("fixed-array-filtered", (6, 4), (2, 4), compression="gzip", shuffle=True, fletcher32=True)
chunked("fixed-array-paged", (1100,), (1,), "i1")
chunked("extensible-array", (300,), (1,), "i1", (None,))
chunked("extensible-array-filtered", (30,), (1,), "i1", (None,), compression="gzip")
chunked("tree", (6, 4), (2, 2), maxshape=(None, None))
chunked("tree-filtered", (6, 4), (2, 2), maxshape=(None, None), compression="gzip")
heaps("heaps")
