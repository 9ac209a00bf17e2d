using System;

namespace ReleaseGuard.Artifacts.Formats.PyTorch;

/// <summary>Runs one pickle and lays what it describes over its storages, tensors that the result no longer holds among it.</summary>
internal static class PickleObjects
{
    /// <summary>Lists the tensors of one pickle; false when the pickle broke off.</summary>
    public static bool Read(FactsBuilder facts, PickleMachine machine, TorchStorages storages, string prefix)
    {
        var result = machine.Run();
        Lay(facts, machine, result, storages, prefix, null);
        return result is not null;
    }

    /// <summary>As <see cref="Read"/>, for a pickle that has been run.</summary>
    public static void Lay(FactsBuilder facts, PickleMachine machine, PickleValue? result, TorchStorages storages, string prefix, Func<string, PickleTensor?>? persistent)
    {
        foreach (var storage in machine.Storages)
        {
            storages.Name(storage);
        }

        var walk = new TorchObjectWalk(facts.NameBudget, persistent);
        if (result is not null)
        {
            walk.Walk(result);
        }

        if (walk.IsCutShort)
        {
            facts.Problem("P8", ArtifactProblemKind.Unread, "the object's keys repeat beyond all proportion; it was not gone through to its end");
        }

        foreach (var (name, value) in walk.Found)
        {
            storages.Add(prefix.Length == 0 ? name : name.Length == 0 ? prefix : $"{prefix}.{name}", value);
        }

        var unreached = 0;
        foreach (var tensor in machine.Made)
        {
            if (!walk.Reached.Contains(tensor))
            {
                storages.Add($"(unreached {unreached++})", tensor);
            }
        }

        if (unreached > 0 && result is not null)
        {
            facts.Problem("P6", ArtifactProblemKind.Orphan, $"{unreached} tensors are made and then dropped, so no loader gives them back");
        }

        storages.Finish();
    }
}
