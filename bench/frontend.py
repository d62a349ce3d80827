#!/usr/bin/env python3
"""Measures the front end: lines of Vo source per second, checking and generation together, on one core.

  frontend.py --voc BIN [--lines N] [--runs N] [--shape NAME]… [--keep DIR]

A program of N lines (100,000) is generated and compiled to a bytecode module with `voc emit --time`; the best of N runs
counts, because what disturbs a run only makes it slower. `mixed` is ordinary code and the figure that matters. The other
shapes of shapes.py pile up one construct, or one mistake (`voc check`); the columns `growth` compare the time per line at N
and at N/4 lines: 1 is linear, 4 quadratic. Loading is reading, scanning and parsing. The last line times `voc run` of a
program that imports fmt, started a second time.

Exit status 1 if a program does not compile, or if a shape grows faster than growth 2.5.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shapes import BROKEN, SHAPES

GROWTH_LIMIT = 2.5
# Below this, times are noise: no growth is judged.
SHORTEST = 2e-3
STEP = re.compile(r"^\s*([\d.]+) ms  (load|check|generate)$", re.MULTILINE)


def write_program(program, folder):
    """Writes the text of a file, or the files of a project; gives the number of lines and what to compile."""
    files = {"program.vo": program} if isinstance(program, str) else program
    for name, text in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    target = Path(folder) / "program.vo" if isinstance(program, str) else folder
    return sum(text.count("\n") for text in files.values()), target


def compile_times(voc, source, output, broken):
    """Milliseconds of each step of one compilation."""
    command = ["check", "--time", source] if broken else ["emit", "--time", source, "-o", output]
    done = subprocess.run([voc, *command], capture_output=True, text=True, check=False)
    steps = {name: float(ms) for ms, name in STEP.findall(done.stderr)}
    if done.returncode != (1 if broken else 0) or "load" not in steps:
        sys.exit(f"{source}: {done.stderr.strip()[:500]}")
    return steps


def best(options, shape, lines, folder):
    """Lines of the program and the smallest times, seconds, of loading and of checking plus generation."""
    broken = shape in BROKEN
    program = (BROKEN if broken else SHAPES)[shape](lines)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        target = Path(options.keep) / shape / str(lines) if options.keep else Path(scratch)
        count, source = write_program(program, target)
        output = Path(scratch) / "program.vob"
        samples = [compile_times(options.voc, source, output, broken) for _ in range(options.runs)]
    load = min(s["load"] for s in samples) / 1e3
    rest = min(s.get("check", 0) + s.get("generate", 0) for s in samples) / 1e3
    return max(count, lines) if count < 10 else count, load, rest


def growth_of(short, few, long, lines):
    """How the time per line grew."""
    return (long / lines) / (short / few) if long > SHORTEST and short > 0 else 1


def start_up(voc, runs, folder):
    """Milliseconds of `voc run` on a small program with fmt, after a first run."""
    source = Path(folder) / "hello.vo"
    source.write_text('package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello")\n}\n', encoding="utf-8")
    command = [voc, "run", source]
    first = subprocess.run(command, capture_output=True, text=True, check=False)
    if first.returncode != 0:
        return None, (first.stderr.strip().splitlines() or ["?"])[-1]
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - begin)
    return min(times) * 1e3, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voc", required=True, help="the compiler")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--shape", action="append", choices=[*SHAPES, *BROKEN], metavar="NAME", help="only these shapes")
    parser.add_argument("--keep", help="leave the generated programs in this folder")
    options = parser.parse_args()

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    slow = []
    print(f"{'shape':<22}{'lines':>8}{'load ms':>9}{'growth':>8}{'check+generate ms':>19}{'growth':>8}{'lines/s':>13}")
    with tempfile.TemporaryDirectory() as scratch:
        for shape in options.shape or [*SHAPES, *BROKEN]:
            few, short_load, short = best(options, shape, options.lines // 4, scratch)
            lines, load, rest = best(options, shape, options.lines, scratch)
            growth = [growth_of(short_load, few, load, lines), growth_of(short, few, rest, lines)]
            if max(growth) > GROWTH_LIMIT:
                slow.append(shape)
            rate = f"{lines / rest:>13,.0f}" if rest > SHORTEST else f"{'':>13}"
            print(f"{shape:<22}{lines:>8}{load * 1e3:>9.1f}{growth[0]:>8.2f}{rest * 1e3:>19.1f}{growth[1]:>8.2f}{rate}", flush=True)
        milliseconds, why = start_up(options.voc, options.runs, scratch)
        print(f"voc run, hello with fmt: {milliseconds:.0f} ms" if milliseconds else f"voc run, hello with fmt: {why}")
    if slow:
        print(f"not linear: {', '.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
