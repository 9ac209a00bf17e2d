#!/usr/bin/env python3
"""Times reading the headers of safetensors or GGUF files, ours beside others, in one run: best of several, process start included.

    npm install --prefix build/compare @huggingface/gguf @huggingface/hub
    dotnet run -c Release --project tests/ReleaseGuard.Benchmarks -- checkpoint maverick-unfused FOLDER
    python3 build/compare/header_speed.py --tool releaseguard FOLDER
"""
import argparse
import glob
import json
import os
import shlex
import shutil
import struct
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def read_headers(paths):
    """What scripts around numpy do: the header as one JSON object, shapes multiplied, nothing checked."""
    total = 0
    for path in paths:
        with open(path, "rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            for name, entry in json.loads(file.read(length)).items():
                if name != "__metadata__":
                    elements = 1
                    for dimension in entry["shape"]:
                        elements *= dimension
                    total += elements
    return total


def best(runs, action):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def run(command):
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default="releaseguard")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--python-only", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("folder")
    options = parser.parse_args()
    paths = sorted(glob.glob(os.path.join(options.folder, "*.safetensors"))) or sorted(glob.glob(os.path.join(options.folder, "*.gguf")))
    if options.python_only:
        read_headers(paths)
        return 0
    tool = shlex.split(options.tool)
    rows = [("releaseguard --version (process start)", best(options.runs, lambda: run(tool + ["--version"])))]
    rows.append(("releaseguard inspect", best(options.runs, lambda: run(tool + ["inspect", options.folder, "--format", "json"]))))
    if paths[0].endswith(".safetensors"):
        rows.append(("python json, nothing checked", best(options.runs, lambda: run([sys.executable, __file__, "--python-only", options.folder]))))
    if shutil.which("node") and os.path.isdir(os.path.join(HERE, "node_modules")):
        kind = "gguf" if paths[0].endswith(".gguf") else "safetensors"
        rows.append(("npm @huggingface reader", best(options.runs, lambda: run(["node", os.path.join(HERE, "huggingface_reader.mjs"), kind, *paths]))))
    for name, milliseconds in rows:
        print(f"{name:40} {milliseconds:8.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
