"""Counts what an ONNX file holds with python3-onnx, by the rule the product states: every TensorProto anywhere, both halves of sparse
tensors, the values of Constant nodes, every float list of an attribute, and integer or string lists of 64 entries or more."""
import math

import onnx

LONG_LIST = 64


def tensors(path):
    """Yields (name, elements) in file order."""
    model = onnx.load(path, load_external_data=False)
    yield from _graph(model.graph)
    for training in model.training_info:
        yield from _graph(training.initialization)
        yield from _graph(training.algorithm)
    for function in model.functions:
        for node in function.node:
            yield from _node(node)


def _graph(graph):
    for node in graph.node:
        yield from _node(node)
    for tensor in graph.initializer:
        yield tensor.name, math.prod(tensor.dims)
    for sparse in graph.sparse_initializer:
        yield from _sparse(sparse, "")


def _sparse(sparse, place):
    name = sparse.values.name or place
    yield name, math.prod(sparse.values.dims)
    yield sparse.indices.name or name + "/indices", math.prod(sparse.indices.dims)


def _node(node):
    constant = node.op_type == "Constant"
    output = next((name for name in node.output if name), "")
    for attribute in node.attribute:
        if constant and output:
            place = output
        else:
            place = (node.name or output or node.op_type) + "/" + attribute.name
        if constant and any(attribute.HasField(field) for field in ("f", "i", "s")):
            yield place, 1
        if attribute.HasField("t"):
            yield attribute.t.name or place, math.prod(attribute.t.dims)
        for tensor in attribute.tensors:
            yield tensor.name or place, math.prod(tensor.dims)
        if attribute.HasField("g"):
            yield from _graph(attribute.g)
        for graph in attribute.graphs:
            yield from _graph(graph)
        if attribute.HasField("sparse_tensor"):
            yield from _sparse(attribute.sparse_tensor, place)
        for sparse in attribute.sparse_tensors:
            yield from _sparse(sparse, place)
        if attribute.floats:
            yield place, len(attribute.floats)
        for values in (attribute.ints, attribute.strings):
            if len(values) >= (1 if constant else LONG_LIST):
                yield place, len(values)
