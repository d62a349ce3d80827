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
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.append(str(Path(__file__).absolute().parents[3] / "bench"))

from bench import Failed
from counting import count_go, go_version, run, statistics_of

INPUTS = Path(__file__).resolve().parent
TABLE = INPUTS / "go-counts.txt"
BOXES = ("String", "Slice")
LEVELS = ("-O0", "-O2")


class Counts(NamedTuple):
    """One run of ours."""

    objects: int
    boxes: int
    out: bytes


def count(file, level, scratch):
    """Builds and runs a program, and gives its counts."""
    executable = scratch / "program"
    run("voc", "build", level, file, "-o", executable)
    statistics, out = statistics_of(executable, scratch)
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


def record():
    rows = [f"# Allocations of each program in {go_version()}; written by `allocations.py record`."]
    for file in sorted(INPUTS.parent.glob("*.vo")):
        made, _ = count_go(file.read_text(encoding="utf-8"))
        rows.append(f"{file.stem} {made.objects}")
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
