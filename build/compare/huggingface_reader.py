"""Lists what a GGUF or safetensors file holds with Hugging Face's own JavaScript readers.

    npm install --prefix build/compare @huggingface/gguf @huggingface/hub
"""
import json
import os
import shutil
import subprocess

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "huggingface_reader.mjs")
MODULES = os.path.join(os.path.dirname(SCRIPT), "node_modules", "@huggingface")

if shutil.which("node") is None or not os.path.isdir(os.path.join(MODULES, "gguf")) or not os.path.isdir(os.path.join(MODULES, "hub")):
    raise ImportError("node, @huggingface/gguf and @huggingface/hub are needed")


def tensors(path):
    """Yields (name, elements) in file order."""
    with open(path, "rb") as file:
        kind = "gguf" if file.read(4) == b"GGUF" else "safetensors"
    run = subprocess.run(["node", SCRIPT, kind, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        raise ValueError(run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "refused")
    for line in run.stdout.splitlines():
        name, elements = json.loads(line)
        yield name, int(elements)
