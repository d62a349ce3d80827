#!/usr/bin/env python3
"""Turns `bazel aquery --output=jsonproto` of C++ compilations (stdin) into compile_commands.json (stdout).

  compile_commands.py EXECUTION_ROOT

For clang-tidy and clangd. Paths in Bazel's command lines are relative to the execution root.
"""
import json
import sys

# Options that only the wrapped compiler of Bazel's toolchain needs.
DROPPED = {"-MD"}
DROPPED_WITH_VALUE = {"-MF", "-o"}


def arguments_and_source(command):
    """The compiler's arguments without outputs, and the file that is compiled."""
    kept, source = ["clang++-22"], None
    words = iter(command[1:])
    for word in words:
        if word in DROPPED_WITH_VALUE:
            next(words)
        elif word == "-c":
            source = next(words)
        elif word not in DROPPED:
            kept.append(word)
    return kept, source


def main():
    root = sys.argv[1]
    entries = []
    for action in json.load(sys.stdin)["actions"]:
        arguments, source = arguments_and_source(action["arguments"])
        if source and not source.startswith("external/"):
            entries.append({"directory": root, "file": source, "arguments": [*arguments, "-c", source]})
    json.dump(entries, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
