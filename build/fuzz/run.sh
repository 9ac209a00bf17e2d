#!/usr/bin/env bash
# run.sh TARGET [EXECUTIONS [FOLDER]]: fuzzes one reader with AFL++ over SharpFuzz's instrumentation, until EXECUTIONS are done (2,000,000).
# TARGET is a format as `releaseguard inspect` names it, or index, zip, detect. Needs afl++ and `dotnet tool install -g SharpFuzz.CommandLine`.
# Begins from the kept corpus (tests/ReleaseGuard.Artifacts.Tests/Corpus/TARGET.zip), the tests' own files and, where they are, those of ../shared/data.
# What breaks the contract is in FOLDER/out/default/crashes; `keep.py` makes the kept corpus anew.
set -euo pipefail
target=${1:?TARGET}
executions=${2:-2000000}
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=${3:-$root/artifacts/fuzz/$target}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

mkdir -p "$folder/seeds"
dotnet build "$root/tests/ReleaseGuard.Fuzzing" -c Release -v q -nologo -nodeReuse:false -o "$folder/bin"
sharpfuzz "$folder/bin/ReleaseGuard.Artifacts.dll"

if [ -z "$(ls -A "$folder/seeds")" ]; then
  corpus=$root/tests/ReleaseGuard.Artifacts.Tests/Corpus/$target.zip
  [ ! -f "$corpus" ] || python3 -m zipfile -e "$corpus" "$folder/seeds"
  RELEASEGUARD_FUZZ_SEEDS=$folder/tests RELEASEGUARD_FUZZ_ITERATIONS=1 dotnet test "$root/tests/ReleaseGuard.Artifacts.Tests" -v q -nologo --filter "FullyQualifiedName~Damaged" >&2
  # Whatever a target is not for, it must survive too; but beginning from it would only cost time.
  [ ! -d "$folder/tests/$target" ] || cp "$folder/tests/$target"/* "$folder/seeds/"
  case $target in zip) cp "$folder"/tests/{npz,pytorch,keras}/* "$folder/seeds/" ;; detect) for each in "$folder"/tests/*; do cp "$each"/* "$folder/seeds/"; done ;; esac
  case $target in index) printf '{"metadata":{"total_size":24},"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}}' >"$folder/seeds/index" ;; esac
fi

# The file under test is a .NET program, which AFL++ cannot look into; a test takes microseconds, so five seconds are a hang.
export AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_AUTORESUME=1
afl-fuzz -E "$executions" -m none -t 5000 -G 65536 -i "$folder/seeds" -o "$folder/out" -- dotnet "$folder/bin/ReleaseGuard.Fuzzing.dll" "$target" >"$folder/log"
grep -E '^(execs_done|execs_per_sec|corpus_count|edges_found|saved_crashes|saved_hangs|stability) ' "$folder/out/default/fuzzer_stats"
[ "$(sed -n 's/^saved_crashes *: //p' "$folder/out/default/fuzzer_stats")" = 0 ] && [ "$(sed -n 's/^saved_hangs *: //p' "$folder/out/default/fuzzer_stats")" = 0 ]
