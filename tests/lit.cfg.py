"""lit configuration. Bazel runs it one file at a time through run_lit.sh; the environment says where the tools are."""

import os
import shlex
import sys

import lit.formats

dist = os.environ["VO_DIST"]
llvm_bin = os.environ["VO_LLVM_BIN"]
scratch = os.environ["VO_TEST_SCRATCH"]

config.name = "vo"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".ll", ".vo", ".voasm", ".json", ".test"]
config.excludes = ["Inputs"]
config.test_exec_root = os.path.join(scratch, "lit")

# Variables do not leak over CHECK-LABEL borders, and a prefix that matches no line of the file is an error.
FILECHECK_OPTIONS = "-enable-var-scope -allow-unused-prefixes=false"

config.environment["PATH"] = os.pathsep.join(
    [os.path.join(dist, "bin"), os.environ["VO_TEST_TOOLS"], llvm_bin, os.environ.get("PATH", "/usr/bin:/bin")]
)
config.environment["FILECHECK_OPTS"] = FILECHECK_OPTIONS
config.environment["TMPDIR"] = scratch

# %run-all runs the program in every engine and mode (run_modes.py) and gives each one's output to the same CHECK lines.
run_modes = os.path.join(config.test_source_root or os.path.dirname(__file__), "run_modes.py")
config.substitutions.append(
    ("%run-all", shlex.join([sys.executable, run_modes, "--scratch", scratch]) + " %s")
)

# %memory-limits runs a command under growing limits on addresses (memory_limits.py).
memory_limits = os.path.join(os.path.dirname(run_modes), "memory_limits.py")
memory_limits_command = [sys.executable, memory_limits]
if "ASAN_OPTIONS" in os.environ:  # the sanitizer's tables need more addresses than any limit leaves
    memory_limits_command.append("--no-limits")
config.substitutions.append(("%memory-limits", shlex.join(memory_limits_command)))

for tool in ("voc", "vo-opt", "vo-translate", "vo-reduce"):
    if os.path.exists(os.path.join(dist, "bin", tool)):
        config.available_features.add(tool)
