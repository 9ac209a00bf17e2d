"""Counts what a PyTorch file holds with python3-torch. Names are the paths of the saved object, joined with dots."""
import torch


def tensors(path):
    """Yields (name, elements)."""
    try:
        module = torch.jit.load(path, map_location="cpu")
    except RuntimeError:
        module = None
    if module is not None:
        yield from _module(module)
        return
    yield from _walk(torch.load(path, map_location="cpu"), [], set())


def _module(module):
    seen = set()
    for name, tensor in list(module.named_parameters()) + list(module.named_buffers()):
        if name not in seen:
            seen.add(name)
            yield name, tensor.numel()
    # Constants of traced code; those of the top module are all there are in files made by tracing.
    for index, constant in enumerate(module.code_with_constants[1].const_mapping.values()):
        if isinstance(constant, torch.Tensor):
            yield f"constants.{index}", constant.numel()


def _walk(value, path, seen):
    if isinstance(value, torch.Tensor):
        if value.layout == torch.sparse_coo:
            # Stored as its two halves.
            yield ".".join(path + ["1", "0"]), value._indices().numel()
            yield ".".join(path + ["1", "1"]), value._values().numel()
            return
        yield ".".join(path), value.numel()
        if value.is_quantized and value.qscheme() == torch.per_channel_affine:
            yield ".".join(path + ["1"]), value.q_per_channel_scales().numel()
            yield ".".join(path + ["2"]), value.q_per_channel_zero_points().numel()
        return
    if isinstance(value, (torch.storage.TypedStorage, getattr(torch.storage, "UntypedStorage", torch.storage.TypedStorage))):
        yield ".".join(path), len(value)
        return
    if isinstance(value, dict):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, (list, tuple)) and not isinstance(value, torch.Size):
        items = [(str(index), item) for index, item in enumerate(value)]
    elif isinstance(value, torch.nn.Module):
        items = list(value.state_dict().items())
    else:
        return
    if id(value) in seen:
        return
    seen.add(id(value))
    for key, item in items:
        yield from _walk(item, path + [key], seen)
