"""Lists the constants of a TFLite model with Google's FlatBuffers compiler (`flatc`), which knows nothing of TFLite: it is given the few fields that are asked for.

    apt-get install flatbuffers-compiler
"""
import json
import math
import os
import shutil
import subprocess
import tempfile

# A field that a schema leaves off at the end of a table is skipped by FlatBuffers, so only the first ones are named.
SCHEMA = """
namespace tflite;
table Operator_code {}
table Tensor { shape:[int]; type:byte; buffer:uint; name:string; }
table SubGraph { tensors:[Tensor]; }
table Buffer { data:[ubyte]; offset:ulong; size:ulong; }
table Model { version:uint; operator_codes:[Operator_code]; subgraphs:[SubGraph]; description:string; buffers:[Buffer]; }
root_type Model;
file_identifier "TFL3";
"""

TEXT = 5

if shutil.which("flatc") is None:
    raise ImportError("flatc is needed (flatbuffers-compiler)")


def tensors(path):
    """Yields (name, elements) of every tensor with data of its own."""
    with tempfile.TemporaryDirectory() as folder:
        schema, model = os.path.join(folder, "tflite.fbs"), os.path.join(folder, "model.tflite")
        with open(schema, "w", encoding="utf-8") as file:
            file.write(SCHEMA)
        shutil.copyfile(path, model)
        run = subprocess.run(["flatc", "--json", "--strict-json", "--raw-binary", "-o", folder, schema, "--", model], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if run.returncode != 0:
            raise ValueError(run.stdout.strip() or "flatc refuses the file")
        with open(os.path.join(folder, "model.json"), encoding="utf-8", errors="replace") as file:
            read = json.load(file)
    buffers = read.get("buffers", [])
    for graph in read.get("subgraphs", []):
        for tensor in graph.get("tensors", []):
            buffer = buffers[tensor.get("buffer", 0)]
            if buffer.get("data") or buffer.get("offset", 0) > 1:
                yield tensor.get("name", ""), 0 if tensor.get("type", 0) == TEXT else math.prod(tensor.get("shape", []))
