using Avocado.Checkpoints;

namespace Avocado.Inference;

/// <summary>One layer: grouped-query attention with rotary positions, then the experts the router chooses.</summary>
internal sealed class Layer
{
    private readonly ModelConfiguration _shape;
    private readonly Tensor _inputNorm;
    private readonly Tensor _expertNorm;
    private readonly Tensor _query;
    private readonly Tensor _key;
    private readonly Tensor _value;
    private readonly Tensor _output;
    private readonly Tensor _router;
    private readonly (Tensor Gate, Tensor Up, Tensor Down)[] _experts;

    internal Layer(Checkpoint checkpoint, int index)
    {
        Tensor Read(string name) => checkpoint.Read($"model.layers.{index}.{name}.weight");
        _shape = checkpoint.Configuration;
        _inputNorm = Read("input_layernorm");
        _expertNorm = Read("post_attention_layernorm");
        _query = Read("self_attn.q_proj");
        _key = Read("self_attn.k_proj");
        _value = Read("self_attn.v_proj");
        _output = Read("self_attn.o_proj");
        _router = Read("mlp.gate");
        _experts = [.. Enumerable.Range(0, _shape.Experts).Select(expert =>
            (Read($"mlp.experts.{expert}.gate_proj"), Read($"mlp.experts.{expert}.up_proj"), Read($"mlp.experts.{expert}.down_proj")))];
    }

    internal void Apply(float[][] states)
    {
        var normed = states.Select(state => Normalize(state, _inputNorm.Values)).ToArray();
        var keys = normed.Select((state, position) => Rotate(_key.Multiply(state), position)).ToArray();
        var values = normed.Select(state => _value.Multiply(state)).ToArray();
        for (var position = 0; position < states.Length; position++)
            Add(states[position], _output.Multiply(Attend(Rotate(_query.Multiply(normed[position]), position), keys, values, position)));
        foreach (var state in states)
            Add(state, Mix(Normalize(state, _expertNorm.Values)));
    }

    internal static float[] Normalize(float[] state, float[] scale)
    {
        var root = 1 / MathF.Sqrt(state.Sum(value => value * value) / state.Length + 1e-6f);
        return [.. state.Select((value, i) => value * root * scale[i])];
    }

    private float[] Attend(float[] query, float[][] keys, float[][] values, int last)
    {
        var width = _shape.HiddenSize / _shape.AttentionHeads;
        var group = _shape.AttentionHeads / _shape.KeyValueHeads;
        var result = new float[query.Length];
        for (var head = 0; head < _shape.AttentionHeads; head++)
        {
            var shared = head / group * width;
            var scores = new float[last + 1];
            for (var position = 0; position <= last; position++)
            {
                for (var i = 0; i < width; i++)
                    scores[position] += query[head * width + i] * keys[position][shared + i];
                scores[position] /= MathF.Sqrt(width);
            }

            var weights = Softmax(scores);
            for (var position = 0; position <= last; position++)
                for (var i = 0; i < width; i++)
                    result[head * width + i] += weights[position] * values[position][shared + i];
        }

        return result;
    }

    private float[] Rotate(float[] vector, int position)
    {
        var width = _shape.HiddenSize / _shape.AttentionHeads;
        for (var start = 0; start < vector.Length; start += width)
        {
            for (var i = 0; i < width / 2; i++)
            {
                var (sin, cos) = MathF.SinCos(position * MathF.Pow(_shape.RopeTheta, -2f * i / width));
                var (x, y) = (vector[start + i], vector[start + i + width / 2]);
                (vector[start + i], vector[start + i + width / 2]) = (x * cos - y * sin, x * sin + y * cos);
            }
        }

        return vector;
    }

    private float[] Mix(float[] state)
    {
        var scores = _router.Multiply(state);
        var chosen = Enumerable.Range(0, scores.Length).OrderByDescending(expert => scores[expert]).Take(_shape.ExpertsPerToken).ToArray();
        var shares = Softmax([.. chosen.Select(expert => scores[expert])]);
        var result = new float[state.Length];
        for (var i = 0; i < chosen.Length; i++)
        {
            var (gate, up, down) = _experts[chosen[i]];
            var wide = up.Multiply(state);
            var gates = gate.Multiply(state);
            for (var j = 0; j < wide.Length; j++)
                wide[j] *= gates[j] / (1 + MathF.Exp(-gates[j]));
            var narrow = down.Multiply(wide);
            for (var j = 0; j < result.Length; j++)
                result[j] += shares[i] * narrow[j];
        }

        return result;
    }

    private static float[] Softmax(float[] scores)
    {
        var top = scores.Max();
        var powers = scores.Select(score => MathF.Exp(score - top)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static void Add(float[] state, float[] change)
    {
        for (var i = 0; i < state.Length; i++)
            state[i] += change[i];
    }
}
