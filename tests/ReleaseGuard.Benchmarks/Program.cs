using System;
using BenchmarkDotNet.Running;
using ReleaseGuard.Benchmarks.Analyzers;
using ReleaseGuard.Benchmarks.Builds;
using ReleaseGuard.Benchmarks.Checkpoints;
using ReleaseGuard.Benchmarks.Corpus;
using ReleaseGuard.Benchmarks.Detection;

// `checkpoint SHAPE FOLDER` writes a checkpoint of that shape; anything else goes to BenchmarkDotNet.
if (args is ["checkpoint", ..])
{
    return CheckpointCommand.Run(args.AsSpan(1));
}

// `detection PAGE [FILE]...` measures what the sketch of a tensor finds after which change, and writes the page's tables.
if (args is ["detection", ..])
{
    return DetectionCommand.Run(args.AsSpan(1));
}

// `analyzers [ROUNDS [FILES [WORD...]]]` prints the analyzers' own time, which a benchmark of the whole analysis cannot show.
if (args is ["analyzers", ..])
{
    return await new AnalyzerCommand(Number(args, 1, 5), Number(args, 2, AnalyzerCorpus.Files), args[1..]).Run();
}

// `builds [ROUNDS [PROJECTS [FEED [MOMENT...]]]]` builds a solution with and without the package in turn; FEED is `-` for the package of this tree.
if (args is ["builds", ..])
{
    return new BuildCommand(Number(args, 1, 15), Number(args, 2, 20), args.Length > 3 && args[3] != "-" ? args[3] : null, args.Length > 4 ? args[4..] : []).Run();
}

// `corpus FOLDER...` runs the analyzers over code as it is found, and says what they saw.
if (args is ["corpus", _, ..])
{
    return await CorpusCommand.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

static int Number(string[] args, int at, int otherwise) =>
    args.Length > at ? int.Parse(args[at], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
