using ReleaseGuard.Cli;

// The process around the tool: words in, exit code out.
using ToolConsole console = ToolConsole.OfProcess();
return ToolProgram.Run(args, console);
