using System;
using System.Collections.Generic;

namespace ReleaseGuard.Artifacts.Formats.Onnx;

/// <summary>
/// The fields of one ONNX message (onnx/onnx.proto3 of release 1.19). What is not in the table is an unknown field: loaders skip it, so it can carry anything.
/// Field kinds: V varint, T text, B bytes, M message, I fixed32, D fixed64; a star for repeated. Repeated numbers may be packed or not.
/// </summary>
internal sealed class OnnxSchema
{
    public static readonly OnnxSchema Entry = new("StringStringEntryProto", "1 key T", "2 value T");

    public static readonly OnnxSchema OperatorSet = new("OperatorSetIdProto", "1 domain T", "2 version V");

    public static readonly OnnxSchema Annotation = new("TensorAnnotation", [Entry], "1 tensor_name T", "2 quant_parameter_tensor_names M* 0");

    public static readonly OnnxSchema Dimension = new("Dimension", "1 dim_value V", "2 dim_param T", "3 denotation T");

    public static readonly OnnxSchema TensorShape = new("TensorShapeProto", [Dimension], "1 dim M* 0");

    public static readonly OnnxSchema TensorTypeOf = new("TypeProto.Tensor", [TensorShape], "1 elem_type V", "2 shape M 0");

    public static readonly OnnxSchema Opaque = new("TypeProto.Opaque", "1 domain T", "2 name T");

    // The first nested schema of these three is TypeProto itself, set below.
    public static readonly OnnxSchema Sequence = new("TypeProto.Sequence", new OnnxSchema[1], "1 elem_type M 0");

    public static readonly OnnxSchema Map = new("TypeProto.Map", new OnnxSchema[1], "1 key_type V", "2 value_type M 0");

    public static readonly OnnxSchema Optional = new("TypeProto.Optional", new OnnxSchema[1], "1 elem_type M 0");

    public static readonly OnnxSchema Type = new(
        "TypeProto",
        [TensorTypeOf, Sequence, Map, Opaque, Optional],
        "1 tensor_type M 0", "4 sequence_type M 1", "5 map_type M 2", "6 denotation T", "7 opaque_type M 3", "8 sparse_tensor_type M 0", "9 optional_type M 4");

    public static readonly OnnxSchema ValueInfo = new("ValueInfoProto", [Type, Entry], "1 name T", "2 type M 0", "3 doc_string T", "4 metadata_props M* 1");

    public static readonly OnnxSchema SimpleShardedDim = new("SimpleShardedDimProto", "1 dim_value V", "2 dim_param T", "3 num_shards V");

    public static readonly OnnxSchema ShardedDim = new("ShardedDimProto", [SimpleShardedDim], "1 axis V", "2 simple_sharding M* 0");

    public static readonly OnnxSchema IntIntList = new("IntIntListEntryProto", "1 key V", "2 value V*");

    public static readonly OnnxSchema ShardingSpec = new("ShardingSpecProto", [IntIntList, ShardedDim], "1 tensor_name T", "2 device V*", "3 index_to_device_group_map M* 0", "4 sharded_dim M* 1");

    public static readonly OnnxSchema NodeDevice = new("NodeDeviceConfigurationProto", [ShardingSpec], "1 configuration_id T", "2 sharding_spec M* 0", "3 pipeline_stage V");

    public static readonly OnnxSchema Device = new("DeviceConfigurationProto", "1 name T", "2 num_devices V", "3 device T*");

    public static readonly OnnxSchema Segment = new("TensorProto.Segment", "1 begin V", "2 end V");

    public static readonly OnnxSchema Tensor = new(
        "TensorProto",
        "1 dims V*", "2 data_type V", "3 segment M", "4 float_data I*", "5 int32_data V*", "6 string_data B*", "7 int64_data V*", "8 name T", "9 raw_data B",
        "10 double_data D*", "11 uint64_data V*", "12 doc_string T", "13 external_data M*", "14 data_location V", "16 metadata_props M*");

    public static readonly OnnxSchema SparseTensor = new("SparseTensorProto", "1 values M", "2 indices M", "3 dims V*");

    public static readonly OnnxSchema Attribute = new(
        "AttributeProto",
        "1 name T", "2 f I", "3 i V", "4 s B", "5 t M", "6 g M", "7 floats I*", "8 ints V*", "9 strings B*", "10 tensors M*", "11 graphs M*", "13 doc_string T",
        "14 tp M", "15 type_protos M*", "20 type V", "21 ref_attr_name T", "22 sparse_tensor M", "23 sparse_tensors M*");

    public static readonly OnnxSchema Node = new(
        "NodeProto",
        "1 input T*", "2 output T*", "3 name T", "4 op_type T", "5 attribute M*", "6 doc_string T", "7 domain T", "8 overload T", "9 metadata_props M*", "10 device_configurations M*");

    public static readonly OnnxSchema Graph = new(
        "GraphProto",
        "1 node M*", "2 name T", "5 initializer M*", "10 doc_string T", "11 input M*", "12 output M*", "13 value_info M*", "14 quantization_annotation M*",
        "15 sparse_initializer M*", "16 metadata_props M*");

    public static readonly OnnxSchema Function = new(
        "FunctionProto",
        "1 name T", "2 since_version V", "3 status V", "4 input T*", "5 output T*", "6 attribute T*", "7 node M*", "8 doc_string T", "9 opset_import M*", "10 domain T",
        "11 attribute_proto M*", "12 value_info M*", "13 overload T", "14 metadata_props M*");

    public static readonly OnnxSchema Training = new("TrainingInfoProto", "1 initialization M", "2 algorithm M", "3 initialization_binding M*", "4 update_binding M*");

    public static readonly OnnxSchema Model = new(
        "ModelProto",
        "1 ir_version V", "2 producer_name T", "3 producer_version T", "4 domain T", "5 model_version V", "6 doc_string T", "7 graph M", "8 opset_import M*",
        "14 metadata_props M*", "20 training_info M*", "25 functions M*", "26 configuration M*");

    private const int MaxField = 32;

    private readonly OnnxField?[] _fields = new OnnxField?[MaxField];

    static OnnxSchema()
    {
        Sequence.Nested[0] = Type;
        Map.Nested[0] = Type;
        Optional.Nested[0] = Type;
    }

    private OnnxSchema(string name, params string[] fields)
        : this(name, [], fields)
    {
    }

    private OnnxSchema(string name, OnnxSchema[] nested, params string[] fields)
    {
        Name = name;
        Nested = nested;
        foreach (var field in fields)
        {
            var parts = field.Split(' ');
            var number = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
            var isRepeated = parts[2].Length == 2;
            _fields[number] = new OnnxField(parts[1], parts[2][0], isRepeated, parts.Length > 3 ? parts[3][0] - '0' : -1);
        }
    }

    public string Name { get; }

    /// <summary>Schemas of message fields that hold no weights and are walked without looking at them more closely.</summary>
    public OnnxSchema[] Nested { get; }

    public OnnxField? Find(int number) => number < MaxField ? _fields[number] : null;
}
