#!/usr/bin/env bash
# Runs lit on one file inside Bazel's runfiles tree: run_lit.sh FILE (relative to the workspace).
set -euo pipefail
export VO_DIST="$PWD/dist"
# Tools that are not installed but that tests need.
export VO_TEST_TOOLS="$PWD/tools"
export VO_LLVM_BIN="$TEST_SRCDIR/llvm/bin"
export VO_TEST_SCRATCH="$TEST_TMPDIR"
exec "$VO_LLVM_BIN/lit" --verbose --show-all --max-failures=1 "$PWD/$1"
