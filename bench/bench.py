#!/usr/bin/env python3
"""Times the programs of bench/programs, compiled by voc, Go and C, and prints seconds and ratios of one run.

  bench.py --voc BIN [--modules DIR | --reference BIN] [--only TEXT] [--runs N] [--json OUT] [--flag FLAG]…

voc compiles with -O2. It is given DIR/<program>.vob with --modules, a module that the reference compiler BIN emits with
--reference, and the Vo source otherwise. Go is left out where there is no `go`, and C for programs without a C source. The
runs of a program are interleaved (C, Go, voc, C, Go, voc, …), so that a disturbance hits all of them, and each figure is the
median of N. The outputs must agree. Exit status 1 if a program does not compile, fails, or prints something else than the others.
"""
import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

PROGRAMS = Path(__file__).resolve().parent / "programs"
RUN_SECONDS = 120
C_COMPILER = ["clang-22", "-O2", "-ffp-contract=off"]


class Failed(Exception):
    """A program could not be compiled or run; the text says why."""


class Run(NamedTuple):
    """One run of an executable."""

    seconds: float
    peak_mib: float
    out: bytes


def compile_with(command, **options):
    """Runs a compiler and returns the seconds it took."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, **options)
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines() or [f"exit status {done.returncode}"]
        raise Failed(f"{Path(command[0]).name}: {lines[-1]}")
    return time.perf_counter() - start


def run_once(executable, scratch):
    """Runs an executable to its end; peak memory is the kernel's figure for that process."""
    with tempfile.TemporaryFile(dir=scratch) as out, tempfile.TemporaryFile(dir=scratch) as err:
        start = time.perf_counter()
        process = subprocess.Popen([executable], stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        deadline = subprocess.Popen(["sh", "-c", f"sleep {RUN_SECONDS}; kill -9 {process.pid} 2>/dev/null"])
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        deadline.kill()
        deadline.wait()
        out.seek(0)
        err.seek(0)
        if process.returncode != 0:
            last = (err.read().decode(errors="replace").strip().splitlines() or [""])[-1]
            raise Failed(f"{executable.name} ended with {process.returncode}: {last}")
        return Run(seconds, usage.ru_maxrss / 1024, out.read())


def module_of(name, scratch, options):
    """What voc is given for a program."""
    if options.modules:
        return Path(options.modules).resolve() / f"{name}.vob"
    source = PROGRAMS / f"{name}.vo"
    if not options.reference:
        return source
    module = scratch / f"{name}.vob"
    environment = {**os.environ, "VOWORK": "off"}
    compile_with([options.reference, "emit", source, "-o", module], env=environment)
    return module


def build(name, scratch, options):
    """Builds one program with every compiler: ({compiler: executable}, seconds of voc)."""
    executables = {}
    if (PROGRAMS / f"{name}.c").exists():
        executables["C"] = scratch / f"{name}.c.exe"
        compile_with([*C_COMPILER, PROGRAMS / f"{name}.c", "-o", executables["C"], "-lm"])
    if shutil.which("go"):
        executables["Go"] = scratch / f"{name}.go.exe"
        compile_with(["go", "build", "-o", executables["Go"], PROGRAMS / f"{name}.go"], cwd=scratch)
    module = module_of(name, scratch, options)
    executables["voc"] = scratch / f"{name}.voc.exe"
    seconds = compile_with([options.voc, "build", "-O2", *options.flag, module, "-o", executables["voc"]])
    return executables, seconds


def measure(name, scratch, options):
    """One program's row: medians per compiler, ratios, and voc's compile time."""
    executables, compile_seconds = build(name, scratch, options)
    runs = {compiler: [] for compiler in executables}
    for _ in range(options.runs):
        for compiler, executable in executables.items():
            runs[compiler].append(run_once(executable, scratch))
    outputs = {run.out for ran in runs.values() for run in ran}
    if len(outputs) != 1:
        first = next(iter(runs))
        differing = [compiler for compiler, ran in runs.items() if ran[0].out != runs[first][0].out]
        raise Failed(f"output differs from {first}'s: {', '.join(differing) or 'from run to run'}")
    seconds = {compiler: statistics.median(run.seconds for run in ran) for compiler, ran in runs.items()}
    return {
        "program": name,
        "seconds": seconds,
        "ratios": {compiler: seconds["voc"] / seconds[compiler] for compiler in seconds if compiler != "voc"},
        "peak_mib": {compiler: max(run.peak_mib for run in ran) for compiler, ran in runs.items()},
        "compile_seconds": compile_seconds,
    }


def geometric_mean(values):
    return math.exp(statistics.fmean(math.log(value) for value in values))


def print_row(cells):
    print(f"{cells[0]:16}" + "".join(f"{cell:>10}" for cell in cells[1:]), flush=True)


def figure(value, places=2):
    return "-" if value is None else f"{value:.{places}f}"


def print_result(row):
    seconds, ratios, peak = row["seconds"], row["ratios"], row["peak_mib"]
    print_row(
        [row["program"]]
        + [figure(seconds.get(compiler), 3) for compiler in ("C", "Go", "voc")]
        + [figure(ratios.get(compiler)) for compiler in ("Go", "C")]
        + [figure(peak.get(compiler), 0) for compiler in ("Go", "voc")]
        + [figure(row["compile_seconds"])]
    )


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voc", required=True, type=lambda text: str(Path(text).resolve()))
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--modules", help="folder of <program>.vob")
    source.add_argument("--reference", help="the reference compiler, to emit the modules")
    parser.add_argument("--only", default="", help="only programs whose name contains this")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", help="write the rows to this file")
    parser.add_argument("--flag", action="append", default=[], help="passed on to voc build")
    return parser.parse_args()


def main():
    options = parse()
    names = sorted(path.stem for path in PROGRAMS.glob("*.vo") if options.only in path.stem)
    rows, failures = [], []
    print_row(["program", "C s", "Go s", "voc s", "voc/Go", "voc/C", "Go MiB", "voc MiB", "compile s"])
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            try:
                rows.append(measure(name, Path(scratch), options))
                print_result(rows[-1])
            except Failed as failure:
                failures.append(name)
                print(f"{name:16}  FAILED: {failure}", flush=True)
    ratios = {compiler: [row["ratios"][compiler] for row in rows if compiler in row["ratios"]] for compiler in ("Go", "C")}
    means = [figure(geometric_mean(of) if of else None) for of in ratios.values()]
    print_row(["geometric mean", "", "", "", *means, "", "", ""])
    if options.json:
        Path(options.json).write_text(json.dumps({"runs": options.runs, "rows": rows, "failures": failures}, indent=1))
    sys.exit(1 if failures or not rows else 0)


if __name__ == "__main__":
    main()
