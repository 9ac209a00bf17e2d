using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ReleaseGuard.Benchmarks.Analyzers;

/// <summary>
/// The same as <see cref="MeasuredContext"/> for what is registered at the start of a compilation. The cache that a start
/// context offers goes through a method that only Roslyn can override, so the class that is used is made at run time.
/// </summary>
#pragma warning disable RS1012 // It hands on what others register.
public abstract class MeasuredStart : CompilationStartAnalysisContext
{
    private static readonly Lazy<ConstructorInfo> Made = new(Make);
    private readonly CompilationStartAnalysisContext _driver;
    private SelfCost _cost = null!;

    protected MeasuredStart(CompilationStartAnalysisContext driver)
        : base(driver.Compilation, driver.Options, driver.CancellationToken) => _driver = driver;

    /// <summary>What the made class hands the cache's questions to.</summary>
    public CompilationStartAnalysisContext Driver => _driver;

    internal static MeasuredStart Create(CompilationStartAnalysisContext driver, SelfCost cost)
    {
        var made = (MeasuredStart)Made.Value.Invoke([driver]);
        made._cost = cost;
        return made;
    }

    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => _driver.RegisterCompilationEndAction(_cost.Around(action));

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => _driver.RegisterSemanticModelAction(_cost.Around(action));

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => _driver.RegisterSymbolAction(_cost.Around(action), symbolKinds);

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => _driver.RegisterSyntaxTreeAction(_cost.Around(action));

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) =>
        _driver.RegisterSyntaxNodeAction(_cost.Around(action), syntaxKinds);

    public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds) => _driver.RegisterOperationAction(_cost.Around(action), operationKinds);

    public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => _driver.RegisterOperationBlockAction(_cost.Around(action));

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw new NotSupportedException();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw new NotSupportedException();

    private static ConstructorInfo Make()
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("ReleaseGuard.Benchmarks.Made"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("Made");
        var permission = module.DefineType("System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute", TypeAttributes.Public, typeof(Attribute));
        var permitted = permission.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        var body = permitted.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!);
        body.Emit(OpCodes.Ret);
        permission.CreateType();
        foreach (var name in new[] { "Microsoft.CodeAnalysis", "ReleaseGuard.Benchmarks" }) assembly.SetCustomAttribute(new CustomAttributeBuilder(permitted, [name]));

        var type = module.DefineType("Start", TypeAttributes.Public | TypeAttributes.Sealed, typeof(MeasuredStart));
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(CompilationStartAnalysisContext)]);
        body = constructor.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Call, typeof(MeasuredStart).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [typeof(CompilationStartAnalysisContext)])!);
        body.Emit(OpCodes.Ret);

        var core = typeof(CompilationStartAnalysisContext).GetMethod("TryGetValueCore", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var method = type.DefineMethod(core.Name, (core.Attributes & ~MethodAttributes.NewSlot) | MethodAttributes.ReuseSlot);
        var parameters = core.GetGenericArguments();
        var generics = method.DefineGenericParameters([.. parameters.Select(one => one.Name)]);
        for (var i = 0; i < generics.Length; i++) generics[i].SetGenericParameterAttributes(parameters[i].GenericParameterAttributes);
        var provider = core.GetParameters()[1].ParameterType.GetGenericTypeDefinition().MakeGenericType(generics[0], generics[1]);
        method.SetParameters(generics[0], provider, generics[1].MakeByRefType());
        method.SetReturnType(typeof(bool));
        body = method.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Call, typeof(MeasuredStart).GetProperty(nameof(Driver))!.GetMethod!);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Ldarg_2);
        body.Emit(OpCodes.Ldarg_3);
        body.Emit(OpCodes.Callvirt, core.MakeGenericMethod(generics[0], generics[1]));
        body.Emit(OpCodes.Ret);
        return type.CreateType().GetConstructor([typeof(CompilationStartAnalysisContext)])!;
    }
}
