#!/usr/bin/env python3
"""Asks ggml itself what its quantised blocks mean.

Usage: ggml_reference.py tables LIBGGML_BASE            prints the tables of the IQ types, packed as QuantisationTables.cs holds them
       ggml_reference.py decoded LIBGGML_BASE OUTPUT    writes tests/ReleaseGuard.Inspection.Tests/Sketches/ggml.json

LIBGGML_BASE is the shared library libggml-base.so of llama.cpp, for example out of the npm package @node-llama-cpp/linux-x64.
Tables are read by decoding one block for every index, not copied from a source. Blocks are described by a seed; the test makes the same
bytes, decodes them with our code and compares the SHA-256 of the numbers. Needs numpy."""
import base64
import ctypes
import hashlib
import json
import sys

import numpy as np

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
BLOCKS = 64

# name: elements and bytes of a block, places of its binary16 fields (made ordinary numbers), places and mask and value of other bytes
TYPES = {
    "Q4_0": (32, 18, [0]), "Q4_1": (32, 20, [0, 2]), "Q5_0": (32, 22, [0]), "Q5_1": (32, 24, [0, 2]), "Q8_0": (32, 34, [0]),
    "Q2_K": (256, 84, [80, 82]), "Q3_K": (256, 110, [108]), "Q4_K": (256, 144, [0, 2]), "Q5_K": (256, 176, [0, 2]),
    "Q6_K": (256, 210, [208]), "Q8_K": (256, 292, []),
    "IQ1_S": (256, 50, [0]), "IQ1_M": (256, 56, []), "IQ2_XXS": (256, 66, [0]), "IQ2_XS": (256, 74, [0]), "IQ2_S": (256, 82, [0]),
    "IQ3_XXS": (256, 98, [0]), "IQ3_S": (256, 110, [0]), "IQ4_NL": (32, 18, [0]), "IQ4_XS": (256, 136, [0]),
    "TQ1_0": (256, 54, [52]), "TQ2_0": (256, 66, [64]), "MXFP4": (32, 17, []), "NVFP4": (64, 36, []),
    "Q1_0": (128, 18, [0]), "Q2_0": (64, 18, [0]),
}


def mix64(z):
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def blocks(name, seed):
    """Random blocks whose scales are ordinary numbers, so that nothing overflows."""
    elements, size, halves = TYPES[name]
    n = BLOCKS * size
    b = (mix64(np.uint64(seed) + np.arange(1, n + 1, dtype=np.uint64) * GOLDEN) >> np.uint64(56)).astype(np.uint8).reshape(BLOCKS, size)
    for at in halves:
        b[:, at + 1] = (b[:, at + 1] & 0x83) | 0x20
    if name == "MXFP4":
        b[:, 0] = 100 + (b[:, 0] & 31)
    if name == "NVFP4":
        b[:, 0:4] &= 0x7F
    if name == "Q8_K":
        b[:, 3] = 0x3C
        b[:, 2] &= 0x7F
    if name == "IQ1_M":
        # Its binary16 scale lies in the top nibbles of four 16-bit words; the top one holds sign and exponent.
        b[:, 55] = (b[:, 55] & 0x0F) | 0x20
    return np.ascontiguousarray(b)


def decode(lib, name, b):
    values = np.zeros((len(b), TYPES[name][0]), np.float32)
    function = getattr(lib, "dequantize_row_" + name.lower().replace("_k", "_K"))
    function.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64]
    function.restype = None
    function(b.ctypes.data, values.ctypes.data, values.size)
    return values


def entries(lib, name, count, width, place, scale, offset=0.0):
    """One table: block after block with the index where `place` puts it, everything else zero and the scale one."""
    rows = []
    for index in range(count):
        b = np.zeros((1, TYPES[name][1]), np.uint8)
        b[0, 0:2] = np.frombuffer(np.float16(1).tobytes(), np.uint8)
        place(b[0], index)
        rows.append(np.rint((decode(lib, name, b)[0, :width] - offset) / scale).astype(int))
    return np.array(rows)


def pack(table, levels, bits):
    """Level numbers, `bits` each, first in the lowest bits."""
    numbers = np.searchsorted(levels, table.ravel())
    assert (np.array(levels)[numbers] == table.ravel()).all()
    per_byte = 8 // bits
    packed = sum(numbers[k::per_byte] << (bits * k) for k in range(per_byte)).astype(np.uint8)
    return base64.b64encode(packed.tobytes()).decode()


def tables(lib):
    def byte(b, i):
        b[2] = i

    def word(b, i):
        b[2:4] = np.frombuffer(np.uint16(i).tobytes(), np.uint8)

    def high_at(at):
        def place(b, i):
            b[2], b[at] = i & 255, i >> 8
        return place

    coarse, fine3, fine3s = [8, 25, 43], [4, 12, 20, 28, 36, 44, 52, 62], [1, 3, 5, 7, 9, 11, 13, 15]
    made = {
        "Iq2Xxs": pack(entries(lib, "IQ2_XXS", 256, 8, byte, 0.125), coarse, 2),
        "Iq2Xs": pack(entries(lib, "IQ2_XS", 512, 8, word, 0.125), coarse, 2),
        "Iq2S": pack(entries(lib, "IQ2_S", 1024, 8, high_at(66), 0.125), coarse, 2),
        "Iq3Xxs": pack(entries(lib, "IQ3_XXS", 256, 4, byte, 0.25), fine3, 4),
        "Iq3S": pack(entries(lib, "IQ3_S", 512, 4, high_at(66), 1), fine3s, 4),
        "Iq1": pack(entries(lib, "IQ1_S", 2048, 8, high_at(34), 1, 0.125), [-1, 0, 1], 2),
    }
    for name, text in made.items():
        print(name, len(text))
        for start in range(0, len(text), 160):
            print("        " + ("+ " if start else "") + '"' + text[start:start + 160] + '"')


def decoded(lib, output):
    found = []
    for number, name in enumerate(TYPES):
        b = blocks(name, 100 + number)
        values = decode(lib, name, b) + np.float32(0)
        assert np.isfinite(values).all(), name
        found.append({"type": name, "seed": 100 + number, "blocks": BLOCKS, "bytes": hashlib.sha256(b.tobytes()).hexdigest(),
                      "first": [float(v) for v in values[0, :4]], "values": hashlib.sha256(values.tobytes()).hexdigest()})
    with open(output, "w", encoding="utf-8", newline="\n") as f:
        f.write("[\n" + ",\n".join(json.dumps(case) for case in found) + "\n]\n")


if __name__ == "__main__":
    np.seterr(all="ignore")
    library = ctypes.CDLL(sys.argv[2])
    tables(library) if sys.argv[1] == "tables" else decoded(library, sys.argv[3])
