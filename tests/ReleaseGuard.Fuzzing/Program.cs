using System;
using System.IO;
using ReleaseGuard.Fuzzing;
using SharpFuzz;

// `TARGET` under afl-fuzz: reads one input after another from AFL++ (build/fuzz/run.sh sets it up).
// `TARGET FILE|FOLDER…`, with assemblies that are not instrumented: holds each file once, to see why an input was kept as a crash.
if (args is [var target])
{
    // Instrumented code must not run before AFL++ is there to take its traces.
    ReaderContract? contract = null;
    var buffer = new byte[1 << 20];
    Fuzzer.Run(stream =>
    {
        var length = 0;
        for (int count; length < buffer.Length && (count = stream.Read(buffer, length, buffer.Length - length)) > 0;)
        {
            length += count;
        }

        (contract ??= new ReaderContract(target)).Hold(buffer, length);
    });
    return 0;
}

if (args is [var named, .. var paths])
{
    var contract = new ReaderContract(named);
    foreach (var path in paths)
    {
        foreach (var file in Directory.Exists(path) ? Directory.GetFiles(path) : [path])
        {
            var bytes = File.ReadAllBytes(file);
            try
            {
                contract.Hold(bytes, bytes.Length);
            }
            catch (Exception e)
            {
                Console.WriteLine($"{file}: {e.GetType().Name}: {e.Message}");
                return 1;
            }
        }
    }

    return 0;
}

Console.Error.WriteLine($"usage: TARGET [FILE|FOLDER…], TARGET one of {string.Join(", ", ReaderContract.Targets)}");
return 4;
