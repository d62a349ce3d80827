#!/usr/bin/env python3
"""Measures how compilation grows with the program, from source to the object file.

  scale.py --voc BIN [--size N] [--level L]… [--shape NAME]… [--runs N] [--check]

Every shape of object_shapes.py, and of shapes.py as far as the back end carries it, is compiled by `voc build --emit=obj`
with N/4 and with N lines (4,000) at -O0 and -O2. Printed are the seconds of processor time in user mode, less those of an
empty program, and the growth per doubling: 2 is linear. Processor time, because the machine may be shared and no counter of
instructions is everywhere; the least of several runs, because what disturbs a run only makes it longer. Peak memory is that
of the larger program.

--check is for the test: few lines, the shapes of object_shapes.py only, and a shape that seems to grow too fast is measured
again before it fails. Exit status 1 if a shape grows by more than 2.5 per doubling or does not compile.
"""
import argparse
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from object_shapes import OBJECT_SHAPES
from shapes import SHAPES

STEP = 4
GROWTH_LIMIT = 2.5
# Seconds: of less time no growth is judged.
SHORTEST = 0.3
ATTEMPTS = 3
TIMEOUT = 600
REFUSED = "not supported"
# Seconds that the times of a short compilation differ by on a busy machine; without them the smaller program, which takes
# hardly more, would decide.
NOISE = 0.05


class Compilation(NamedTuple):
    """What one compilation took."""

    seconds: float
    peak_mib: float


class Failed(Exception):
    """A program did not compile."""


def write_program(text, folder):
    """Writes the files of a program below folder and gives what to compile."""
    files = {"program.vo": text} if isinstance(text, str) else text
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder / "program.vo" if isinstance(text, str) else folder


def compile_once(voc, level, source, scratch):
    """One compilation to an object file, in a process whose usage is known."""
    with open(scratch / "stderr", "w+", encoding="utf-8") as err:
        command = [voc, "build", "--emit=obj", f"-O{level}", source, "-o", scratch / "program.o"]
        process = subprocess.Popen(["timeout", str(TIMEOUT), *command], stdout=err, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        if process.returncode != 0:
            text = err.read().strip()
            raise Failed(REFUSED if REFUSED in text else text[:300] or f"exit status {process.returncode}")
    return Compilation(usage.ru_utime, usage.ru_maxrss / 1024)


class Scale:
    def __init__(self, options, scratch):
        self.options = options
        self.scratch = scratch
        self.start = {level: self.best(level, lambda n: "package main\n\nfunc main() {}\n", 1) for level in options.level}

    def best(self, level, shape, size):
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            source = write_program(shape(size), Path(folder))
            runs = [compile_once(self.options.voc, level, source, self.scratch) for _ in range(self.options.runs)]
        return Compilation(min(run.seconds for run in runs), max(run.peak_mib for run in runs))

    def measure(self, level, shape):
        """The smaller and the larger program, start-up left out, and the growth per doubling (None: too short)."""
        size, start = self.options.size, self.start[level].seconds
        short, long = self.best(level, shape, size // STEP), self.best(level, shape, size)
        for _ in range(ATTEMPTS if self.options.check else 1):
            few, many = max(short.seconds - start, 1e-3), max(long.seconds - start, 1e-3)
            growth = (many / (few + NOISE)) ** (1 / math.log2(STEP)) if many > SHORTEST else None
            if growth is None or growth <= GROWTH_LIMIT:
                break
            again, more = self.best(level, shape, size // STEP), self.best(level, shape, size)
            short = max(short, again)
            long = min(long, more)
        return few, many, long.peak_mib, growth


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voc", required=True)
    parser.add_argument("--size", type=int, help="lines of the larger program")
    parser.add_argument("--level", type=int, action="append", choices=range(4), help="only these -O levels")
    parser.add_argument("--shape", action="append", choices=[*OBJECT_SHAPES, *SHAPES], metavar="NAME", help="only these shapes")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    options.size = options.size or (1600 if options.check else 4000)
    options.level = options.level or [0, 2]
    return options


def main():
    options = parse()
    shapes = dict(OBJECT_SHAPES) if options.check else {**SHAPES, **OBJECT_SHAPES}
    failed = []
    print(f"{'shape':<22}{'level':>6}{'size':>8}{'s':>9}{'size':>8}{'s':>9}{'MiB':>7}{'per doubling':>14}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        scale = Scale(options, Path(scratch))
        for name in options.shape or shapes:
            for level in options.level:
                try:
                    few, many, peak, growth = scale.measure(level, {**SHAPES, **OBJECT_SHAPES}[name])
                except Failed as failure:
                    print(f"{name:<22}{level:>6}  {failure}", flush=True)
                    if str(failure) != REFUSED or name in OBJECT_SHAPES:
                        failed.append(f"{name} -O{level}")
                    break
                rate = "-" if growth is None else f"{growth:.2f}"
                sizes = f"{options.size // STEP:>8}{few:>9.2f}{options.size:>8}{many:>9.2f}"
                print(f"{name:<22}{level:>6}{sizes}{peak:>7.0f}{rate:>14}", flush=True)
                if growth is not None and growth > GROWTH_LIMIT:
                    failed.append(f"{name} -O{level}")
    if failed:
        print(f"too fast: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
