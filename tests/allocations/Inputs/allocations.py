#!/usr/bin/env python3
"""Counts the allocations of programs and holds them against Go's.

  allocations.py check [--boxes N] [--at-most N] FILE…    what a test runs; needs `voc` in PATH and no Go
  allocations.py record                     counts all programs of the folder with the `go` in PATH and writes go-counts.txt

The programs are Go programs as well, so both sides run the same text. Go's count is MemStats.Mallocs around main, the least of
some runs (the runtime itself allocates now and then). Ours is that of the whole run, and exact: a program must get by without
a collection.

`check` builds with -O0 and with -O2. At both levels a program must print the same, may not make more objects than Go, and no
boxes of strings and slices, which would be the values' headers as objects of their own, but those N that converting strings to
interfaces takes. Exit status 1 if anything of that fails.

With `--at-most` the program is about what the passes keep off the heap: at -O2 it may make that many objects, boxes included, and
no more than Go; at -O0 it must only print the same.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

INPUTS = Path(__file__).resolve().parent
TABLE = INPUTS / "go-counts.txt"
BOXES = ("String", "Slice")
LEVELS = ("-O0", "-O2")
GO_RUNS = 5
GO_MAIN = """package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

func main() {
	debug.SetGCPercent(-1)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	program()
	runtime.ReadMemStats(&after)
	fmt.Println(after.Mallocs - before.Mallocs)
}
"""


class Failed(Exception):
    """A program could not be built or run, or allocates what it must not; the text says what."""


class Counts(NamedTuple):
    """One run of ours."""

    objects: int
    boxes: int
    out: bytes


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False, **options)
    if done.returncode != 0:
        raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def count(file, level, scratch):
    """Builds and runs a program, and gives its counts."""
    executable, figures = scratch / "program", scratch / "figures.json"
    run("voc", "build", level, file, "-o", executable)
    out = run(executable, env={**os.environ, "VO_GC_STATS": str(figures)})
    statistics = json.loads(figures.read_text())
    if statistics["minor_collections"]:
        raise Failed("the heap was collected, so the count is none")
    boxes = sum(statistics["by_layout"][name] for name in BOXES)
    return Counts(statistics["allocations"], boxes, out)


def check(file, boxes, most_optimized, table):
    """Compares one program's counts with what is allowed."""
    if file.stem not in table:
        raise Failed(f"{TABLE.name} has no row for it; record it")
    with tempfile.TemporaryDirectory() as scratch:
        counts = {level: count(file, level, Path(scratch)) for level in LEVELS}
    most = table[file.stem]
    shown = ", ".join(f"{ours.objects} objects at {level}" for level, ours in counts.items())
    print(f"{file.stem}: {shown}, Go {most}")
    if len({ours.out for ours in counts.values()}) != 1:
        raise Failed("the outputs differ")
    if most_optimized is not None:
        allowed = min(most_optimized, most)
        if counts["-O2"].objects > allowed:
            raise Failed(f"{counts['-O2'].objects} objects at -O2, allowed are {allowed}")
        return
    for level, ours in counts.items():
        if ours.boxes != boxes:
            raise Failed(f"{ours.boxes} boxes of strings and slices at {level}, want {boxes}")
        if ours.objects > most:
            raise Failed(f"{ours.objects} objects at {level}, more than Go's {most}")


def read_table():
    rows = (line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: int(mallocs) for name, mallocs in rows}


def count_go(file, scratch):
    """The allocations of a program's main in Go."""
    text = file.read_text(encoding="utf-8")
    if text.count("\nfunc main() {") != 1:
        raise Failed("main is not where it is looked for")
    (scratch / "program.go").write_text(text.replace("\nfunc main() {", "\nfunc program() {"), encoding="utf-8")
    (scratch / "main.go").write_text(GO_MAIN, encoding="utf-8")
    run("go", "build", "-o", "program", "program.go", "main.go", cwd=scratch)
    return min(int(run(scratch / "program")) for _ in range(GO_RUNS))


def record():
    version = run("go", "env", "GOVERSION").decode().strip()
    rows = [f"# Allocations of each program in {version}; written by `allocations.py record`."]
    for file in sorted(INPUTS.parent.glob("*.vo")):
        with tempfile.TemporaryDirectory() as scratch:
            rows.append(f"{file.stem} {count_go(file, Path(scratch))}")
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("check", "record"))
    parser.add_argument("--boxes", type=int, default=0)
    parser.add_argument("--at-most", type=int)
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    options = parser.parse_intermixed_args()
    try:
        if options.command == "record":
            record()
            return
        for file in options.files or parser.error("check what?"):
            check(file, options.boxes, options.at_most, read_table())
    except Failed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
