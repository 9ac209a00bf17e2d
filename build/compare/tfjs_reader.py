"""Lists what a TensorFlow.js manifest or model holds with TensorFlow.js itself, which decodes the weights it names.

    npm install --prefix build/compare @tensorflow/tfjs-core @tensorflow/tfjs-backend-cpu
"""
import json
import os
import shutil
import subprocess

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tfjs_reader.mjs")

if shutil.which("node") is None or not os.path.isdir(os.path.join(os.path.dirname(SCRIPT), "node_modules", "@tensorflow", "tfjs-core")):
    raise ImportError("node, @tensorflow/tfjs-core and @tensorflow/tfjs-backend-cpu are needed")


def tensors(path):
    """Yields (name, elements) in file order."""
    run = subprocess.run(["node", SCRIPT, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if run.returncode != 0:
        raise ValueError(run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "refused")
    for line in run.stdout.splitlines():
        name, elements = json.loads(line)
        yield name, elements
