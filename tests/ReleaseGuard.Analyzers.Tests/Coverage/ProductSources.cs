namespace ReleaseGuard.Analyzers.Tests.Coverage;

/// <summary>
/// The assemblies the coverage rows are written against: a withheld head, and an open library that hands it out. Compiled a
/// second time under another company's name they are the look-alike that must stay silent.
/// </summary>
internal static class ProductSources
{
    /// <summary>Extension operators and instance operators, which the oldest compiler that the analyzers run in does not know.</summary>
#if OLDEST_COMPILER
    private const string LaterOperators = "public class ExploitCompound { public int Value; }";
#else
    private const string LaterOperators = """
        public static class ExploitOperators
        {
            extension(OpenWord word)
            {
                public void operator *=(int x) { }
            }
            extension(OpenUnit)
            {
                public static bool operator ==(OpenUnit a, OpenUnit b) => true;
                public static bool operator !=(OpenUnit a, OpenUnit b) => false;
            }
            extension(OpenPair)
            {
                public static OpenPair operator +(OpenPair a, OpenPair b) => a;
            }
        }
        public class ExploitCompound { public int Value; public void operator +=(int x) { Value += x; } public void operator ++() { } }
        """;
#endif

    public const string Withheld = """
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Threading.Tasks;
        using Contoso.Ground;
        namespace Contoso.Heads.Cyber;
        public class ExploitHead : IDisposable, IExploit
        {
            public const int Limit = 7;
            public const string Prefix = "heads";
            public static readonly int Rate = 3;
            public static ExploitHead Shared { get; set; } = new();
            public static event ExploitCallback? Started { add { } remove { } }
            public ExploitHead() { }
            public ExploitHead(int size) { }
            public int Weight { get; set; }
            public int Slot;
            public event Action? Done { add { } remove { } }
            public int this[int index] { get => index; set { } }
            public static ExploitHead Create() => new();
            public int Score(string code) => code.Length;
            public virtual void Run() { }
            public void Dispose() { }
            public void Deconstruct(out int a, out int b) { a = 1; b = 2; }
            public static ExploitHead operator +(ExploitHead a, int b) => a;
            public static ExploitHead operator -(ExploitHead a) => a;
            public static ExploitHead operator ++(ExploitHead a) => a;
            public static bool operator true(ExploitHead a) => true;
            public static bool operator false(ExploitHead a) => false;
            public static ExploitHead operator &(ExploitHead a, ExploitHead b) => a;
            public static bool operator >(ExploitHead a, int b) => true;
            public static bool operator <(ExploitHead a, int b) => false;
            public static implicit operator ExploitHead(int size) => new();
            public static explicit operator int(ExploitHead head) => 1;
            public class Layer { public static int Depth => 1; }
            public ref int GetPinnableReference() => ref Slot;
        }
        public class ExploitBase { protected ExploitBase(int size) { } protected ExploitBase() { } protected void Use() { } protected static int Shared => 1; }
        public interface IExploit { void Run(); }
        public interface IExploitMath<T> where T : IExploitMath<T> { static abstract T Zero { get; } }
        public interface IExploitDefault { void Hello() { } }
        public enum HeadKind { None, Exploit, Scan }
        public struct ExploitSpan { public int Length; }
        public readonly ref struct ExploitRef { public int Length => 1; }
        public delegate void ExploitCallback(int value);
        public delegate TOut ExploitMap<TIn, TOut>(TIn value);
        [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
        public class ExploitAttribute : Attribute { public ExploitAttribute(int x = 0) { } public int Level { get; set; } }
        [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
        public class ExploitOfAttribute<T> : Attribute { }
        public class ExploitException : Exception { }
        public class ExploitBox<T> { public T? Value; public class Inner { } public static T? Of(T value) => value; }
        public record ExploitRecord(int A, int B);
        public record struct ExploitPoint(int X, int Y);
        public class ExploitSequence : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => throw null!; IEnumerator IEnumerable.GetEnumerator() => throw null!; public void Add(int x) { } }
        public class ExploitStream { public ExploitStreamEnumerator GetAsyncEnumerator() => new(); }
        public class ExploitStreamEnumerator { public int Current => 1; public ValueTask<bool> MoveNextAsync() => default; }
        public class ExploitAwaiter : INotifyCompletion { public bool IsCompleted => true; public int GetResult() => 1; public void OnCompleted(Action a) { } }
        public class ExploitTask { public ExploitAwaiter GetAwaiter() => new(); }
        public class ExploitAsyncDisposable : IAsyncDisposable { public ValueTask DisposeAsync() => default; }
        [CollectionBuilder(typeof(ExploitBuilder), nameof(ExploitBuilder.Create))]
        public class ExploitList : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => throw null!; IEnumerator IEnumerable.GetEnumerator() => throw null!; }
        public static class ExploitBuilder { public static ExploitList Create(ReadOnlySpan<int> items) => new(); public static OpenList CreateOpen(ReadOnlySpan<int> items) => new(); }
        [InterpolatedStringHandler]
        public struct ExploitText { public ExploitText(int literal, int formatted) { } public void AppendLiteral(string s) { } public void AppendFormatted<T>(T t) { } }
        [InlineArray(4)] public struct ExploitBuffer { private int _first; }
        public static class ExploitExtensions
        {
            public static int CyberLength(this string text) => text.Length;
            public static IEnumerator<int> GetEnumerator(this OpenRange range) => throw null!;
            public static IAsyncEnumerator<int> GetAsyncEnumerator(this OpenStream stream) => throw null!;
            public static ExploitAwaiter GetAwaiter(this OpenTask task) => new();
            public static void Deconstruct(this OpenPair pair, out int a, out int b) { a = 1; b = 2; }
            public static void Add(this OpenBag bag, int item) { }
            public static OpenPair Select(this OpenPair pair, Func<int, int> map) => pair;
            public static ref int GetPinnableReference(this OpenPair pair) => throw null!;
            public static int MethodOf<T>(this T value) => 1;
            extension(string text)
            {
                public int CyberProperty => text.Length;
                public static int CyberStatic => 1;
                public int CyberMethod() => 2;
                public static int CyberMake() => 3;
            }
            public static void Add(this OpenSack sack, int item) { }
            public static OpenPair Where(this OpenPair pair, Func<int, bool> test) => pair;
            public static OpenPair OrderBy(this OpenPair pair, Func<int, int> key) => pair;
            public static OpenPair Join(this OpenPair pair, OpenPair other, Func<int, int> a, Func<int, int> b, Func<int, int, int> c) => pair;
        }
        public static class ExploitLog { public static void Write(string text) { } public static int Level; }
        public ref struct ExploitScope { public void Dispose() { } }
        public class ExploitWindow { public int Length => 1; public int this[int index] => index; public ExploitWindow Slice(int start, int length) => this; }
        public interface IExploitNumber<T> where T : IExploitNumber<T> { static abstract T operator +(T a, T b); static virtual T Twice(T x) => x; }
        [AsyncMethodBuilder(typeof(ExploitMethodBuilder))] public class ExploitJob { public ExploitAwaiter GetAwaiter() => new(); }
        public class ExploitMethodBuilder
        {
            public static ExploitMethodBuilder Create() => new();
            public ExploitJob Task => new();
            public void SetException(Exception e) { }
            public void SetResult() { }
            public void Start<T>(ref T machine) where T : IAsyncStateMachine { }
            public void SetStateMachine(IAsyncStateMachine machine) { }
            public void AwaitOnCompleted<A, M>(ref A a, ref M m) where A : INotifyCompletion where M : IAsyncStateMachine { }
            public void AwaitUnsafeOnCompleted<A, M>(ref A a, ref M m) where A : ICriticalNotifyCompletion where M : IAsyncStateMachine { }
        }
        public struct ExploitAmount
        {
            public static ExploitAmount operator checked +(ExploitAmount a, ExploitAmount b) => a;
            public static ExploitAmount operator +(ExploitAmount a, ExploitAmount b) => a;
            public static ExploitAmount operator >>>(ExploitAmount a, int b) => a;
            public static implicit operator ReadOnlySpan<int>(ExploitAmount a) => default;
        }
        """ + "\n" + LaterOperators;

    /// <summary>Open types that the withheld head extends.</summary>
    public const string Ground = """
        using System.Collections;
        using System.Collections.Generic;
        namespace Contoso.Ground;
        public class OpenRange { }
        public class OpenStream { }
        public class OpenTask { }
        public class OpenPair { }
        public class OpenBag : IEnumerable { public IEnumerator GetEnumerator() => throw null!; }
        public class OpenSack : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => throw null!; IEnumerator IEnumerable.GetEnumerator() => throw null!; }
        public class OpenWord { }
        public struct OpenUnit { }
        public class OpenHolder { public OpenBag Items { get; } = new(); }
        public class OpenList : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => throw null!; IEnumerator IEnumerable.GetEnumerator() => throw null!; }
        """;

    /// <summary>An open library that hands the head out.</summary>
    public const string Facade = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Contoso.Heads.Cyber;
        namespace Contoso.Open;
        public static class Facade
        {
            public static ExploitHead Get() => new();
            public static ExploitHead Head { get; set; } = new();
            public static ExploitHead Field = new();
            public static readonly ExploitHead[] Heads = [];
            public static event Action<ExploitHead>? Changed { add { } remove { } }
            public static void Take(ExploitHead? head) { }
            public static void TakeSpan(in ExploitSpan span) { }
            public static Task<ExploitHead> GetAsync() => throw null!;
            public static IEnumerable<ExploitHead> Many() => [];
            public static IAsyncEnumerable<ExploitHead> Stream() => throw null!;
            public static void Visit(Action<ExploitHead> visit) { }
            public static T Ask<T>(Func<ExploitHead, T> ask) => throw null!;
            public static bool TryGet(out ExploitHead head) { head = new(); return true; }
            public static (ExploitHead Head, int Size) Pair() => (new(), 1);
            public static void Log(ExploitText text) { }
            public static void Numbers(params ExploitList numbers) { }
            public static void Kind(HeadKind kind = HeadKind.Exploit) { }
            public static ExploitRecord Record() => new(1, 2);
            public static ExploitSequence Sequence() => new();
            public static ExploitTask Task() => new();
            public static ExploitStream AsyncSequence() => new();
            public static ExploitBuffer Buffer() => default;
            public static object Plain() => new object();
            public static ExploitCallback Callback() => throw null!;
            public static unsafe delegate*<ExploitHead, void> Pointer() => null;
            public static HeadKind KindOf() => default;
            public static ExploitCompound Compound() => new();
            public static ExploitAsyncDisposable Session() => new();
            public static int Count(List<ExploitHead>? heads = null) => 0;
        }
        public delegate bool Getter(out ExploitHead head);
        public static class More
        {
            public static void With(Getter getter) { }
            public static void Register(ExploitCallback callback) { }
            public static ExploitScope Scope() => default;
            public static ExploitWindow Window() => new();
            public static ExploitAmount Amount() => default;
            public static void Sum(ReadOnlySpan<int> numbers) { }
        }
        public class Nest { public ExploitHead Head { get; } = new(); public ExploitHead[] Heads { get; } = []; }
        public class Holder { public ExploitHead Head => new(); public int Size => 1; }
        public class OpenBase<T> { public T Value => default!; public T Take(T value) => value; public T this[int index] => default!; }
        public class HeadBase : OpenBase<ExploitHead> { }
        public class OpenMarkAttribute : ExploitAttribute { }
        public class Derived : ExploitHead { }
        public class DerivedTwice : Derived { }
        public interface IDerived : IExploit { }
        public class Boxed : List<ExploitHead> { }
        public class OpenGeneric<T> where T : ExploitHead { }
        public class Worker { public Worker(ExploitHead? head) { } public Worker(int x) { } public ExploitHead? this[ExploitHead head] { get => head; set { } } }
        public abstract class Template { public abstract ExploitHead? Make(); public virtual void Accept(ExploitHead head) { } }
        public class OpenAttribute : Attribute { public OpenAttribute(object? value = null) { } public HeadKind Kind { get; set; } }
        """;
}
