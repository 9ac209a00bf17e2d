using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>
/// The names that PyTorch's weights-only unpickler lets a pickle use (torch/_weights_only_unpickler.py), and nothing else. A list of what is allowed:
/// lists of what is forbidden have been got round every year.
/// </summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<string, TensorType?> Storages = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = new("F64", TensorElementKind.Float, 64),
        ["FloatStorage"] = new("F32", TensorElementKind.Float, 32),
        ["HalfStorage"] = new("F16", TensorElementKind.Float, 16),
        ["BFloat16Storage"] = new("BF16", TensorElementKind.Float, 16),
        ["LongStorage"] = new("I64", TensorElementKind.Integer, 64),
        ["IntStorage"] = new("I32", TensorElementKind.Integer, 32),
        ["ShortStorage"] = new("I16", TensorElementKind.Integer, 16),
        ["CharStorage"] = new("I8", TensorElementKind.Integer, 8),
        ["ByteStorage"] = new("U8", TensorElementKind.Integer, 8),
        ["BoolStorage"] = new("BOOL", TensorElementKind.Boolean, 8),
        ["ComplexFloatStorage"] = new("C64", TensorElementKind.Complex, 64),
        ["ComplexDoubleStorage"] = new("C128", TensorElementKind.Complex, 128),
        ["QInt8Storage"] = new("QI8", TensorElementKind.Quantized, 8),
        ["QUInt8Storage"] = new("QU8", TensorElementKind.Quantized, 8),
        ["QInt32Storage"] = new("QI32", TensorElementKind.Quantized, 32),
        ["QUInt4x2Storage"] = new("QU4X2", TensorElementKind.Quantized, 2, 8),
        ["QUInt2x4Storage"] = new("QU2X4", TensorElementKind.Quantized, 4, 8),
        ["UntypedStorage"] = null,
    };

    private static readonly Dictionary<string, TensorType> Types = new(StringComparer.Ordinal)
    {
        ["torch.float64"] = new("F64", TensorElementKind.Float, 64),
        ["torch.float32"] = new("F32", TensorElementKind.Float, 32),
        ["torch.float16"] = new("F16", TensorElementKind.Float, 16),
        ["torch.bfloat16"] = new("BF16", TensorElementKind.Float, 16),
        ["torch.float8_e4m3fn"] = new("F8_E4M3", TensorElementKind.Float, 8),
        ["torch.float8_e5m2"] = new("F8_E5M2", TensorElementKind.Float, 8),
        ["torch.float8_e4m3fnuz"] = new("F8_E4M3FNUZ", TensorElementKind.Float, 8),
        ["torch.float8_e5m2fnuz"] = new("F8_E5M2FNUZ", TensorElementKind.Float, 8),
        ["torch.float8_e8m0fnu"] = new("F8_E8M0", TensorElementKind.Scale, 8),
        ["torch.float4_e2m1fn_x2"] = new("F4X2", TensorElementKind.Float, 2, 8),
        ["torch.int64"] = new("I64", TensorElementKind.Integer, 64),
        ["torch.int32"] = new("I32", TensorElementKind.Integer, 32),
        ["torch.int16"] = new("I16", TensorElementKind.Integer, 16),
        ["torch.int8"] = new("I8", TensorElementKind.Integer, 8),
        ["torch.uint64"] = new("U64", TensorElementKind.Integer, 64),
        ["torch.uint32"] = new("U32", TensorElementKind.Integer, 32),
        ["torch.uint16"] = new("U16", TensorElementKind.Integer, 16),
        ["torch.uint8"] = new("U8", TensorElementKind.Integer, 8),
        ["torch.bool"] = new("BOOL", TensorElementKind.Boolean, 8),
        ["torch.complex32"] = new("C32", TensorElementKind.Complex, 32),
        ["torch.complex64"] = new("C64", TensorElementKind.Complex, 64),
        ["torch.complex128"] = new("C128", TensorElementKind.Complex, 128),
        ["torch.qint8"] = new("QI8", TensorElementKind.Quantized, 8),
        ["torch.quint8"] = new("QU8", TensorElementKind.Quantized, 8),
        ["torch.qint32"] = new("QI32", TensorElementKind.Quantized, 32),
        ["torch.quint4x2"] = new("QU4X2", TensorElementKind.Quantized, 2, 8),
        ["torch.quint2x4"] = new("QU2X4", TensorElementKind.Quantized, 4, 8),
    };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "collections.OrderedDict",
        "collections.Counter",
        "torch.Size",
        "torch.Tensor",
        "torch.device",
        "torch.nn.parameter.Parameter",
        "torch.serialization._get_layout",
        "torch.per_tensor_affine",
        "torch.per_tensor_symmetric",
        "torch.per_channel_affine",
        "torch.per_channel_symmetric",
        "torch.per_channel_affine_float_qparams",
        "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_parameter_with_state",
        "torch._utils._rebuild_qtensor",
        "torch._utils._rebuild_tensor",
        "torch._utils._rebuild_tensor_v2",
        "torch._utils._rebuild_tensor_v3",
        "torch._utils._rebuild_sparse_tensor",
        "torch._utils._rebuild_sparse_csr_tensor",
        "torch._utils._rebuild_meta_tensor_no_storage",
        "torch._utils._rebuild_wrapper_subclass",
        "torch._utils._rebuild_device_tensor_from_numpy",
        "torch._utils._rebuild_device_tensor_from_cpu_tensor",
        "torch._tensor._rebuild_from_type_v2",
        "_codecs.encode",
        "builtins.bytearray",
        "builtins.set",
        "builtins.complex",
        "__builtin__.bytearray",
        "__builtin__.set",
        "__builtin__.complex",
    };

    // torch._tensor_classes: named by tensors of the tar form and by old pickles.
    private static readonly HashSet<string> TensorClasses = new(
        ["DoubleTensor", "FloatTensor", "HalfTensor", "BFloat16Tensor", "LongTensor", "IntTensor", "ShortTensor", "CharTensor", "ByteTensor", "BoolTensor"],
        StringComparer.Ordinal);

    public static bool IsAllowed(string module, string name) =>
        name.IndexOf('.') < 0 && ((module is "torch" or "torch.cuda" && TensorClasses.Contains(name)) || Others.Contains($"{module}.{name}") || DataType($"{module}.{name}") is not null || IsStorage($"{module}.{name}"));

    /// <summary>The element type that a dtype's name stands for.</summary>
    public static TensorType? DataType(string name) => Types.TryGetValue(name, out var type) ? type : null;

    /// <summary>Whether the name is that of a storage class.</summary>
    public static bool IsStorage(string name) => TryStorage(name, out _);

    /// <summary>The element type of a storage class; null for the untyped one.</summary>
    public static bool TryStorage(string name, out TensorType? type)
    {
        type = null;
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Substring(0, dot) is "torch" or "torch.cuda" or "torch.storage" && Storages.TryGetValue(name.Substring(dot + 1), out type);
    }
}
