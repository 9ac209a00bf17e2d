using System;
using BenchmarkDotNet.Running;
using ReleaseGuard.Benchmarks.Checkpoints;

// `checkpoint SHAPE FOLDER` writes a checkpoint of that shape; anything else goes to BenchmarkDotNet.
if (args is ["checkpoint", ..])
{
    return CheckpointCommand.Run(args.AsSpan(1));
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
