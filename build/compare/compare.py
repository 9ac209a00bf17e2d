#!/usr/bin/env python3
"""Holds `releaseguard inspect` against independent readers, tensor by tensor: python3-onnx, python3-torch, python3-h5py, python3-numpy, Google's flatc,
and npm's @huggingface/gguf, @huggingface/hub and @tensorflow/tfjs-core.

    apt-get install python3-onnx python3-torch python3-h5py python3-numpy libonnx-testdata flatbuffers-compiler
    npm install --prefix build/compare @huggingface/gguf @huggingface/hub @tensorflow/tfjs-core @tensorflow/tfjs-backend-cpu
    python3 build/compare/compare.py --tool "dotnet run --project src/ReleaseGuard.Cli --" FILE-OR-FOLDER...

A reader that is not installed leaves its formats uncompared, and says so. Exit code 1 when a file disagrees, 2 when nothing was compared.
"""
import argparse
import collections
import importlib
import json
import os
import shlex
import subprocess
import sys

READERS = {
    "npy": "numpy_reader",
    "npz": "numpy_reader",
    "safetensors": "huggingface_reader",
    "gguf": "huggingface_reader",
    "onnx": "onnx_reader",
    "pytorch": "torch_reader",
    "hdf5": "hdf5_reader",
    "keras": "keras_reader",
    "tflite": "tflite_reader",
    "tfjs": "tfjs_reader",
}


def files_of(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in os.walk(path):
                yield from (os.path.join(folder, name) for name in sorted(names))
        else:
            yield path


def inspected(options, paths):
    if options.inspected:
        with open(options.inspected, encoding="utf-8") as file:
            yield from json.load(file)["files"]
        return
    # Many files in one run: starting the tool costs more than reading a header.
    for start in range(0, len(paths), 200):
        run = subprocess.run(shlex.split(options.tool) + ["inspect", *paths[start:start + 200], "--format", "json"], stdout=subprocess.PIPE, check=False)
        yield from json.loads(run.stdout)["files"]


def differences(ours, theirs):
    """Names and element counts, as multisets: order is not part of the claim."""
    a, b = collections.Counter(ours), collections.Counter(theirs)
    return [f"only ours: {entry}" for entry in (a - b)] + [f"only theirs: {entry}" for entry in (b - a)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="releaseguard", help="command that runs the tool")
    parser.add_argument("--inspected", help="output of `inspect --format json` made earlier, instead of running the tool")
    parser.add_argument("--verbose", action="store_true", help="one line for each file that agrees, too")
    parser.add_argument("paths", nargs="*", help="model files and folders of them")
    options = parser.parse_args()

    totals = collections.defaultdict(lambda: [0, 0, 0, 0])
    missing = set()
    for file in inspected(options, list(files_of(options.paths))):
        path, kind = file["path"], file.get("format")
        if kind not in READERS:
            continue
        try:
            reader = importlib.import_module(READERS[kind])
        except ImportError as error:
            missing.add(f"{kind}: {error}")
            continue
        try:
            theirs = [(name, int(elements)) for name, elements in reader.tensors(path)]
        except Exception as error:  # whatever an independent reader raises is a result, not a fault of this script
            if not file.get("problems"):
                print(f"DIFFER {path}: the other reader refuses it ({type(error).__name__}: {error}) and ours finds no problem")
                totals[kind][1] += 1
            continue
        ours = [(tensor["name"], tensor["parameters"]) for tensor in file["tensors"]]
        found = differences(ours, theirs)
        totals[kind][1 if found else 0] += 1
        totals[kind][2] += len(ours)
        totals[kind][3] += sum(elements for _, elements in ours)
        if found:
            print(f"DIFFER {path}")
            for line in found[:10]:
                print("   ", line)
        elif options.verbose:
            print(f"agree {path}: {len(ours)} tensors, {sum(elements for _, elements in ours)} elements")

    for line in sorted(missing):
        print("not compared,", line)
    for kind, (agree, differ, count, elements) in sorted(totals.items()):
        print(f"{kind}: {agree} files agree, {differ} differ; {count} tensors, {elements} elements")
    if not totals:
        return 2
    return 1 if any(differ for _, differ, _, _ in totals.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
