using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ReleaseGuard.Analyzers.Guards;

/// <summary>
/// Tells for every place of a body which editions are surely on there. An edition is constant for the process, so a lambda
/// inherits what holds where it is created, and a local function what holds at every place that uses it; what the value of a
/// captured variable proves is not inherited, because it may have changed by then.
/// </summary>
internal sealed class GuardFlow
{
    private readonly GuardTests _tests;
    private readonly CancellationToken _cancel;
    private readonly List<(TextSpan Span, ulong On)> _places = [];
    private readonly HashSet<ISymbol> _unstable = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ulong> _callers = new(SymbolEqualityComparer.Default);
    private bool _recording;

    private GuardFlow(GuardTests tests, CancellationToken cancel)
    {
        _tests = tests;
        _cancel = cancel;
    }

    public static GuardFlow Of(ControlFlowGraph graph, GuardTests tests, CancellationToken cancel)
    {
        var flow = new GuardFlow(tests, cancel);
        flow.FindUnstable(graph.OriginalOperation);
        // Local functions start from "on everywhere" and lose what a caller does not know, until nothing changes.
        Dictionary<IMethodSymbol, ulong> before;
        do
        {
            before = new Dictionary<IMethodSymbol, ulong>(flow._callers, SymbolEqualityComparer.Default);
            flow.Run(graph, 0);
        }
        while (before.Count != flow._callers.Count || before.Any(entry => flow._callers[entry.Key] != entry.Value));
        flow._recording = true;
        flow.Run(graph, 0);
        return flow;
    }

    /// <summary>The editions that are on at a place: by the smallest operation that covers it, on every way to get there; null when none does.</summary>
    public ulong? At(TextSpan span)
    {
        var size = int.MaxValue;
        var on = ulong.MaxValue;
        foreach (var (covered, known) in _places)
        {
            if (!covered.Contains(span)) continue;
            if (covered.Length < size)
            {
                size = covered.Length;
                on = known;
            }
            else if (covered.Length == size)
            {
                on &= known;
            }
        }

        return size == int.MaxValue ? null : on;
    }

    /// <summary>The editions that are on at every operation of a statement; null when it has none.</summary>
    public ulong? Within(TextSpan statement)
    {
        ulong? on = null;
        foreach (var (covered, known) in _places)
        {
            if (statement.Contains(covered)) on = on is { } already ? already & known : known;
        }

        return on;
    }

    /// <summary>A local that a lambda or a local function writes can change behind the flow's back.</summary>
    private void FindUnstable(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (Written(operation) is not { } local) continue;
            for (var at = operation.Parent; at is not null; at = at.Parent)
            {
                if (at is IAnonymousFunctionOperation or ILocalFunctionOperation && !DeclaredWithin(local, at)) _unstable.Add(local);
            }
        }
    }

    private static bool DeclaredWithin(ISymbol local, IOperation function) =>
        local.DeclaringSyntaxReferences.Any(reference => function.Syntax.Span.Contains(reference.Span));

    private static ISymbol? Written(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation local } => local.Local,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation local } => local.Local,
        IAddressOfOperation { Reference: ILocalReferenceOperation local } => local.Local,
        IVariableInitializerOperation { Value: ILocalReferenceOperation local, Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => local.Local,
        _ => null,
    };

    private void Run(ControlFlowGraph graph, ulong on)
    {
        var states = new GuardFacts?[graph.Blocks.Length];
        states[0] = new GuardFacts(on);
        var open = new Queue<int>();
        open.Enqueue(0);
        while (open.Count > 0)
        {
            _cancel.ThrowIfCancellationRequested();
            var block = graph.Blocks[open.Dequeue()];
            var facts = states[block.Ordinal]!.Copy();
            // Whatever throws within a try region reaches its handlers with no more than the region knew anywhere.
            ToHandlers(graph, block, facts);
            foreach (var operation in block.Operations) Step(operation, facts);
            ToHandlers(graph, block, facts);
            var proof = block.BranchValue is null ? GuardProof.Nothing : _tests.Prove(block.BranchValue, facts);
            if (block.BranchValue is not null) Step(block.BranchValue, facts);
            var jumpsWhenTrue = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
            if (block.ConditionalSuccessor is { } conditional) Follow(conditional, facts.And(jumpsWhenTrue ? proof.WhenTrue : proof.WhenFalse));
            if (block.FallThroughSuccessor is { } next)
                Follow(next, block.ConditionalSuccessor is null ? facts : facts.And(jumpsWhenTrue ? proof.WhenFalse : proof.WhenTrue));
        }

        if (_recording)
        {
            foreach (var block in graph.Blocks)
            {
                // What is never reached is never run: it needs no guard.
                Record(block, states[block.Ordinal]?.Copy() ?? new GuardFacts(ulong.MaxValue));
            }
        }

        Inner(graph, states);

        void Follow(ControlFlowBranch branch, GuardFacts facts)
        {
            foreach (var region in branch.FinallyRegions) Arrive(region.FirstBlockOrdinal, facts.WithoutValues());
            if (branch.Destination is { } destination) Arrive(destination.Ordinal, branch.FinallyRegions.IsEmpty ? facts : facts.WithoutValues());
        }

        void ToHandlers(ControlFlowGraph of, BasicBlock block, GuardFacts facts)
        {
            // The root of a lambda's graph lies in the regions of the graph around it, whose blocks are not of this one.
            for (var region = block.EnclosingRegion; region is not null and not { Kind: ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
            {
                if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole) continue;
                foreach (var handler in whole.NestedRegions)
                {
                    if (handler != region) Arrive(handler.FirstBlockOrdinal, facts.WithoutValues());
                }
            }
        }

        void Arrive(int ordinal, GuardFacts facts)
        {
            if (states[ordinal] is not { } known)
            {
                states[ordinal] = facts.Copy();
                open.Enqueue(ordinal);
            }
            else if (known.MeetWith(facts))
            {
                open.Enqueue(ordinal);
            }
        }
    }

    /// <summary>Follows lambdas and local functions of a graph, from where they are made or used.</summary>
    private void Inner(ControlFlowGraph graph, GuardFacts?[] states)
    {
        foreach (var block in graph.Blocks)
        {
            if (states[block.Ordinal] is not { } start) continue;
            var facts = start.Copy();
            foreach (var operation in block.Operations)
            {
                Uses(graph, operation, facts.On);
                Step(operation, facts);
            }

            if (block.BranchValue is { } value) Uses(graph, value, facts.On);
        }

        foreach (var function in graph.LocalFunctions)
        {
            // One that nobody uses has no guard: it may be used tomorrow.
            Run(graph.GetLocalFunctionControlFlowGraph(function, _cancel), _callers.TryGetValue(function, out var on) ? on : 0);
        }
    }

    private void Uses(ControlFlowGraph graph, IOperation operation, ulong on)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            switch (inner)
            {
                case IFlowAnonymousFunctionOperation lambda:
                    Run(graph.GetAnonymousFunctionControlFlowGraph(lambda, _cancel), on);
                    break;
                case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call:
                    Called(call.TargetMethod.OriginalDefinition, on);
                    break;
                case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } group:
                    Called(group.Method.OriginalDefinition, on);
                    break;
            }
        }
    }

    private void Called(IMethodSymbol function, ulong on) => _callers[function] = _callers.TryGetValue(function, out var known) ? known & on : on;

    private void Step(IOperation operation, GuardFacts facts)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            switch (inner)
            {
                case IFlowCaptureOperation capture:
                    facts.Set(GuardFacts.KeyOf(capture.Id), _tests.Prove(capture.Value, facts));
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when !assignment.IsRef:
                    if (_unstable.Contains(local.Local) || local.Local.RefKind != RefKind.None) facts.Forget(GuardFacts.KeyOf(local.Local));
                    else facts.Set(GuardFacts.KeyOf(local.Local), _tests.Prove(assignment.Value, facts));
                    break;
                default:
                    if (Written(inner) is { } written) facts.Forget(GuardFacts.KeyOf(written));
                    break;
            }
        }
    }

    private void Record(BasicBlock block, GuardFacts facts)
    {
        foreach (var operation in block.Operations)
        {
            Note(operation, facts.On);
            Step(operation, facts);
        }

        if (block.BranchValue is { } value) Note(value, facts.On);
    }

    private void Note(IOperation operation, ulong on)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            // A lambda's inside is noted by its own graph.
            if (inner is not IFlowAnonymousFunctionOperation) _places.Add((inner.Syntax.Span, on));
        }
    }
}
