using System.Text.Encodings.Web;
using System.Text.Json;
using Mango.Weights;

// Usage: Mango.Weights <model folder>
if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: Mango.Weights <folder>");
    return 1;
}

var plan = new ModelPlan();
var indented = new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
Write("model_index.json", JsonSerializer.SerializeToUtf8Bytes(plan.Index, indented));
foreach (var (path, configuration) in plan.Configurations)
    Write(path, JsonSerializer.SerializeToUtf8Bytes(configuration, indented));
foreach (var (part, tensors) in plan.Networks)
    Write($"{part}/diffusion_pytorch_model.safetensors", SafetensorsWriter.Write(tensors));
Write("vae_decoder/model.onnx", OnnxWriter.Write(plan.Decoder[0], plan.Decoder[1]));
Write("text_encoder/mango-text-f16.gguf", GgufWriter.Write("mango-text", plan.TextEncoderCounts, plan.TextEncoder));
return 0;

void Write(string path, byte[] bytes)
{
    var full = Path.Combine(folder, path);
    Directory.CreateDirectory(Path.GetDirectoryName(full)!);
    File.WriteAllBytes(full, bytes);
}
