"""Counts what a .keras file holds: the datasets of its model.weights.h5, with python3-h5py."""
import io
import zipfile

import h5py
import hdf5_reader


def tensors(path):
    """Yields (name, elements)."""
    with zipfile.ZipFile(path) as archive:
        content = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(content, "r") as file:
        yield from list(hdf5_reader.walk(file, "", set()))
