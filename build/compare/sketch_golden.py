#!/usr/bin/env python3
"""Makes tests/ReleaseGuard.Inspection.Tests/Sketches/golden.json from an independent implementation of the ordinal sketch.

Usage: sketch_golden.py REFERENCE.py OUTPUT.json

REFERENCE.py is a module with owner(w, block), windows(w, block, stride), mix64(z) and KINDS. Tensors are not stored but described: a seed,
a shape, a type and edits; the test makes the same bytes. Needs numpy."""
import hashlib
import importlib.util
import json
import sys

import numpy as np

SALT = 0x0123456789ABCDEF
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def raw(seed, count, mix):
    """64 random bits for every element: the finaliser of seed + (i + 1) times the golden ratio."""
    return mix(np.uint64(seed) + np.arange(1, count + 1, dtype=np.uint64) * GOLDEN)


def bell(bits):
    """Near-normal numbers, exact in binary32: the sum of four 16-bit fields, centred, times 2^-17."""
    fields = sum((bits >> np.uint64(16 * k)) & np.uint64(0xFFFF) for k in range(4)).astype(np.int64)
    return ((fields - 2 * 65535).astype(np.float32) * np.float32(2.0 ** -17)).astype(np.float32)


def bfloat_bits(x):
    u = x.astype(np.float32).view(np.uint32).astype(np.uint64)
    return (((u + np.uint64(0x7FFF) + ((u >> np.uint64(16)) & np.uint64(1))) >> np.uint64(16)) & np.uint64(0xFFFF)).astype(np.uint16)


def e4m3(codes, fnuz):
    bias = 8 if fnuz else 7
    e, m = (codes >> 3) & 15, codes & 7
    value = np.where(e == 0, m * 2.0 ** (1 - bias - 3), (8 + m) * 2.0 ** (e.astype(int) - bias - 3))
    value = np.where(codes & 0x80, -value, value).astype(np.float32)
    value[(codes == 0x80) if fnuz else ((codes & 0x7F) == 0x7F)] = np.nan
    return value


def e5m2(codes, fnuz):
    bias = 16 if fnuz else 15
    e, m = (codes >> 2) & 31, codes & 3
    value = np.where(e == 0, m * 2.0 ** (1 - bias - 2), (4 + m) * 2.0 ** (e.astype(int) - bias - 2))
    value = np.where(codes & 0x80, -value, value).astype(np.float32)
    if fnuz:
        value[codes == 0x80] = np.nan
    else:
        special = ((codes >> 2) & 31) == 31
        value[special] = np.where(m[special] != 0, np.nan, np.where(codes[special] & 0x80, -np.inf, np.inf))
    return value


def half_at(blocks, at):
    return blocks[:, at:at + 2].copy().view(np.float16).astype(np.float32)


def unpack(packed, bits, order):
    """Splits bytes into fields of `bits` bits; `order` lists the bit position of successive runs of elements."""
    return np.concatenate([(packed >> shift) & ((1 << bits) - 1) for shift in order], axis=1).astype(np.int32)


def six_bit(scales):
    low, high = scales[:, 0:4], scales[:, 4:8]
    rest = scales[:, 8:12]
    d = np.concatenate([low & 63, (rest & 15) | ((low >> 6) << 4)], axis=1)
    m = np.concatenate([high & 63, (rest >> 4) | ((high >> 6) << 4)], axis=1)
    return d.astype(np.float32), m.astype(np.float32)


def q8_0(b):
    return half_at(b, 0) * b[:, 2:].view(np.int8).astype(np.float32)


def q4_0(b):
    return half_at(b, 0) * (unpack(b[:, 2:], 4, (0, 4)) - 8).astype(np.float32)


def q4_1(b):
    return half_at(b, 0) * unpack(b[:, 4:], 4, (0, 4)).astype(np.float32) + half_at(b, 2)


def fifth_bits(b):
    return np.unpackbits(b, axis=1, bitorder="little").astype(np.int32) << 4


def q5_0(b):
    return half_at(b, 0) * ((unpack(b[:, 6:], 4, (0, 4)) | fifth_bits(b[:, 2:6])) - 16).astype(np.float32)


def q5_1(b):
    return half_at(b, 0) * (unpack(b[:, 8:], 4, (0, 4)) | fifth_bits(b[:, 4:8])).astype(np.float32) + half_at(b, 2)


def q2_k(b):
    levels = np.concatenate([unpack(b[:, 16:48], 2, (0, 2, 4, 6)), unpack(b[:, 48:80], 2, (0, 2, 4, 6))], axis=1).astype(np.float32)
    s = b[:, 0:16]
    scale = (half_at(b, 80) * (s & 15).astype(np.float32)).repeat(16, axis=1)
    minimum = (half_at(b, 82) * (s >> 4).astype(np.float32)).repeat(16, axis=1)
    return scale * levels - minimum


def q3_k(b):
    low = np.concatenate([unpack(b[:, 32:64], 2, (0, 2, 4, 6)), unpack(b[:, 64:96], 2, (0, 2, 4, 6))], axis=1)
    high = unpack(b[:, 0:32], 1, range(8))
    packed, top = b[:, 96:104], b[:, 104:108]
    s = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.int32) | (unpack(top, 2, (0, 2, 4, 6)) << 4)
    scale = (half_at(b, 108) * (s - 32).astype(np.float32)).repeat(16, axis=1)
    return scale * (low - 4 + 4 * high).astype(np.float32)


def with_minimum(b, levels):
    d, m = six_bit(b[:, 4:16])
    return (half_at(b, 0) * d).repeat(32, axis=1) * levels.astype(np.float32) - (half_at(b, 2) * m).repeat(32, axis=1)


def q4_k(b):
    return with_minimum(b, np.concatenate([unpack(b[:, 16 + 32 * k:48 + 32 * k], 4, (0, 4)) for k in range(4)], axis=1))


def q5_k(b):
    low = np.concatenate([unpack(b[:, 48 + 32 * k:80 + 32 * k], 4, (0, 4)) for k in range(4)], axis=1)
    return with_minimum(b, low | (unpack(b[:, 16:48], 1, range(8)) << 4))


def q6_k(b):
    low = np.concatenate([unpack(b[:, 64 * k:64 * k + 64], 4, (0, 4)) for k in range(2)], axis=1)
    high = np.concatenate([unpack(b[:, 128 + 32 * k:160 + 32 * k], 2, (0, 2, 4, 6)) for k in range(2)], axis=1)
    scale = (half_at(b, 208) * b[:, 192:208].view(np.int8).astype(np.float32)).repeat(16, axis=1)
    return scale * ((low | (high << 4)) - 32).astype(np.float32)


IQ4 = np.array([-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113], np.float32)
FP4 = np.array([0, 0.5, 1, 1.5, 2, 3, 4, 6, -0.0, -0.5, -1, -1.5, -2, -3, -4, -6], np.float32)


def iq4_nl(b):
    return half_at(b, 0) * IQ4[unpack(b[:, 2:], 4, (0, 4))]


def iq4_xs(b):
    high = b[:, 2:4].copy().view(np.uint16).astype(np.int32)
    low = np.stack([b[:, 4:8] & 15, b[:, 4:8] >> 4], axis=2).reshape(len(b), 8).astype(np.int32)
    s = low | (((high >> (2 * np.arange(8))) & 3) << 4)
    scale = (half_at(b, 0) * (s - 32).astype(np.float32)).repeat(32, axis=1)
    return scale * IQ4[np.concatenate([unpack(b[:, 8 + 16 * k:24 + 16 * k], 4, (0, 4)) for k in range(8)], axis=1)]


def mxfp4(b):
    return np.float32(2.0) ** (b[:, 0:1].astype(np.float32) - 127) * FP4[unpack(b[:, 1:], 4, (0, 4))]


# name: elements and bytes of a block, places of its binary16 fields, decoder
BLOCKS = {
    "Q8_0": (32, 34, (0,), q8_0), "Q4_0": (32, 18, (0,), q4_0), "Q4_1": (32, 20, (0, 2), q4_1),
    "Q5_0": (32, 22, (0,), q5_0), "Q5_1": (32, 24, (0, 2), q5_1),
    "Q2_K": (256, 84, (80, 82), q2_k), "Q3_K": (256, 110, (108,), q3_k), "Q4_K": (256, 144, (0, 2), q4_k),
    "Q5_K": (256, 176, (0, 2), q5_k), "Q6_K": (256, 210, (208,), q6_k),
    "IQ4_NL": (32, 18, (0,), iq4_nl), "IQ4_XS": (256, 136, (0,), iq4_xs), "MXFP4": (32, 17, (), mxfp4),
}


def block_values(name, seed, rows, cols, mix):
    elements, size, halves, decode = BLOCKS[name]
    count = rows * cols // elements
    b = (raw(seed, count * size, mix) >> np.uint64(56)).astype(np.uint8).reshape(count, size)
    for place in halves:
        # An exponent that is neither subnormal nor infinite, so that every decoder has ordinary numbers to work on.
        b[:, place + 1] = (b[:, place + 1] & 0x83) | 0x20
    if name == "MXFP4":
        b[:, 0] = 100 + (b[:, 0] & 31)
    return b.tobytes(), decode(b).astype(np.float32).reshape(rows, cols)


def canonical(codes, magnitude_of_infinity, nan):
    codes = codes.astype(np.uint16)
    codes = np.where((codes & 0x7FFF) > magnitude_of_infinity, np.uint16(nan), codes)
    return np.where(codes == 0x8000, np.uint16(0), codes).astype("<u2")


def bfloat_of(x):
    """Canonical bfloat16 codes of binary64 numbers, rounded once: eight significant bits, by rint of the fraction."""
    fraction, exponent = np.frexp(x)
    # Below 2^-126 the last place stands still.
    places = np.where(exponent > -126, 8, 8 + exponent + 125)
    with np.errstate(all="ignore"):
        rounded = np.ldexp(np.rint(np.ldexp(fraction, places)), exponent - places)
    return canonical((rounded.astype(np.float32).view(np.uint32) >> 16).astype(np.uint16), 0x7F80, 0x7FC0)


def exact(stored_bytes, x):
    """Digests of the exact tier: of the bytes, and of the three casts of the binary64 numbers x."""
    bfloats = bfloat_of(x)
    casts = {
        "bf16": bfloats,
        "fp16": canonical(x.astype(np.float16).view(np.uint16), 0x7C00, 0x7E00),
        "fp16-of-bf16": canonical((bfloats.astype(np.uint32) << 16).view(np.float32).astype(np.float16).view(np.uint16), 0x7C00, 0x7E00),
    }
    count = int(x.size).to_bytes(8, "little")
    digests = {"stored": hashlib.sha256(count + stored_bytes).hexdigest()}
    return {**digests, **{name: hashlib.sha256(count + c.tobytes()).hexdigest() for name, c in casts.items()}}


def tensor(case, mix):
    """The stored bytes and the binary32 values of a case."""
    dtype, seed, rows, cols = case["dtype"], case["seed"], case["rows"], case["cols"]
    if dtype in BLOCKS:
        return (*block_values(dtype, seed, rows, cols, mix), None)
    bits = raw(seed, rows * cols, mix)
    x = bell(bits)
    for start, length, stride, pattern in case.get("edits", []):
        x.view(np.uint32)[start:start + length * stride:stride] = pattern
    if dtype == "F32":
        stored, values = x, x
    elif dtype == "F64":
        stored = x.astype(np.float64) * (1 + 2.0 ** -30)
        values = stored.astype(np.float32)
    elif dtype == "F16":
        stored = x.astype(np.float16)
        values = stored.astype(np.float32)
    elif dtype == "BF16":
        stored = bfloat_bits(x)
        values = (stored.astype(np.uint32) << 16).view(np.float32)
    else:
        codes = (bits >> np.uint64(56)).astype(np.uint8)
        stored, values = {
            "F8_E4M3": lambda: (codes, e4m3(codes, False)), "F8_E4M3FNUZ": lambda: (codes, e4m3(codes, True)),
            "F8_E5M2": lambda: (codes, e5m2(codes, False)), "F8_E5M2FNUZ": lambda: (codes, e5m2(codes, True)),
            "U8": lambda: (codes, codes.astype(np.float32)), "I8": lambda: (codes, codes.view(np.int8).astype(np.float32)),
            "I16": lambda: (i := (bits >> np.uint64(48)).astype(np.uint16).view(np.int16), i.astype(np.float32)),
            "I32": lambda: (i := (bits >> np.uint64(32)).astype(np.uint32).view(np.int32), i.astype(np.float32)),
            "I64": lambda: (i := bits.view(np.int64), i.astype(np.float32)),
        }[dtype]()
    return stored.tobytes(), values.reshape(rows, cols), (stored if dtype == "F64" else values).astype(np.float64).ravel()


def codes(values, salt, mix):
    lines = [f"{v:016x}" for v in sorted(mix(np.array(sorted(set(values)), np.uint64) ^ np.uint64(salt)).tolist())] if len(values) else []
    return {"count": len(lines), "first": lines[:2], "sha256": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


def cases():
    nan, inf, minus_inf, one, minus_one, zero, tiny = 0x7FC00001, 0x7F800000, 0xFF800000, 0x3F800000, 0xBF800000, 0, 1
    floats = ("F32", "F16", "BF16")
    for dtype in ("F32", "F16", "BF16", "F64", "F8_E4M3", "F8_E5M2", "F8_E4M3FNUZ", "F8_E5M2FNUZ", "I8", "U8", "I16", "I32", "I64"):
        yield {"name": f"{dtype} square", "dtype": dtype, "seed": 11, "rows": 300, "cols": 512}
    for dtype in BLOCKS:
        yield {"name": f"{dtype} blocks", "dtype": dtype, "seed": 12, "rows": 260, "cols": 512}
    for dtype in floats:
        yield {"name": f"{dtype} more than 256 windows each way", "dtype": dtype, "seed": 13, "rows": 512, "cols": 1024}
        yield {"name": f"{dtype} odd width", "dtype": dtype, "seed": 14, "rows": 131, "cols": 273}
        yield {"name": f"{dtype} narrow kind only", "dtype": dtype, "seed": 15, "rows": 90, "cols": 143}
        yield {"name": f"{dtype} one row", "dtype": dtype, "seed": 16, "rows": 1, "cols": 70001}
        yield {"name": f"{dtype} too short for either kind", "dtype": dtype, "seed": 17, "rows": 40, "cols": 127}
        yield {"name": f"{dtype} tall", "dtype": dtype, "seed": 18, "rows": 1000, "cols": 33}
        yield {"name": f"{dtype} zero blocks", "dtype": dtype, "seed": 19, "rows": 300, "cols": 512, "edits": [[64, 32, 1, zero], [1024, 16, 1, zero], [51200, 5120, 1, zero]]}
        yield {"name": f"{dtype} ties", "dtype": dtype, "seed": 20, "rows": 300, "cols": 512, "edits": [[3, 900, 37, one], [5, 900, 41, minus_one]]}
        yield {"name": f"{dtype} NaN", "dtype": dtype, "seed": 21, "rows": 300, "cols": 512, "edits": [[7, 150, 997, nan]]}
        yield {"name": f"{dtype} infinities", "dtype": dtype, "seed": 22, "rows": 300, "cols": 512, "edits": [[9, 100, 1009, inf], [11, 50, 2003, minus_inf]]}
        yield {"name": f"{dtype} maxima at the edges", "dtype": dtype, "seed": 23, "rows": 300, "cols": 512, "edits": [[0, 2400, 64, one], [95, 1500, 96, minus_one]]}
        yield {"name": f"{dtype} few distinct places", "dtype": dtype, "seed": 24, "rows": 300, "cols": 512, "edits": [[5, 3000, 32, one], [4101, 1000, 16, one]]}
        yield {"name": f"{dtype} constant", "dtype": dtype, "seed": 25, "rows": 256, "cols": 256, "edits": [[0, 65536, 1, one]]}
    yield {"name": "F32 every magnitude", "dtype": "F32", "seed": 27, "rows": 260, "cols": 512, "edits": [[i * 520, 520, 1, 0x00000001 + i * 0x00FFF00D] for i in range(256)]}
    yield {"name": "F32 smallest numbers", "dtype": "F32", "seed": 26, "rows": 260, "cols": 512, "edits": [[0, 512, 1, zero], [33, 16, 31, tiny], [2, 4000, 32, tiny]]}


def main():
    spec = importlib.util.spec_from_file_location("reference", sys.argv[1])
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    np.seterr(all="ignore")
    out = []
    for case in cases():
        stored, values, numbers = tensor(case, reference.mix64)
        # The specification says that infinity makes a block invalid; the reference does so for NaN only.
        w = np.where(np.isfinite(values), values, np.float32(np.nan)).astype(np.float32)
        result = {"bytes": hashlib.sha256(stored).hexdigest()}
        if case["dtype"][0] == "F" or case["dtype"] == "BF16":
            result["exact"] = exact(stored, numbers)
        for kind, block in reference.KINDS.items():
            result[kind] = {
                "rows": codes(reference.owner(w, block), SALT, reference.mix64),
                "columns": codes(reference.owner(np.ascontiguousarray(w.T), block), SALT, reference.mix64),
                "checker": codes(reference.windows(w, block, block)[0].tolist(), SALT, reference.mix64),
            }
        out.append({**case, **result})
    with open(sys.argv[2], "w", encoding="utf-8", newline="\n") as f:
        f.write('{\n"salt": "%016x",\n"cases": [\n' % SALT)
        f.write(",\n".join(json.dumps(c) for c in out))
        f.write("\n]\n}\n")


if __name__ == "__main__":
    main()
