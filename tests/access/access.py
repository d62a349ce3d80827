#!/usr/bin/env python3
"""Holds every access to nil, empty, constant and computed operands against what Go does.

  access.py test [THEME...]       run some of the cases in every mode; exit status 1 if one differs
  access.py expect [THEME...]     run all cases in Go, write expected/THEME.txt (needs `go`)
  access.py show THEME NUMBER     print one case

expected/THEME.txt holds, for each case, what it prints and the text of its panic. Texts are Vo's: vo_text says how they
follow from Go's.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import programs

FOLDER = Path(__file__).parent / "expected"
STRESS = {"VO_GC_STRESS": "1", "VO_GC_VERIFY": "1"}
# Ahead of time: levels, and the environments in which each executable is run. USUAL ones unless told.
BUILDS = {"O0": ({}, STRESS), "O1": ({},), "O2": ({}, STRESS), "O3": ({},)}
USUAL = ["O0", "O2"]
SECONDS = 300
# Differences of one theme that are printed.
SHOWN = 20


class Outcome(NamedTuple):
    """What a case printed, and the text of its panic or ""."""

    out: str
    panic: str


def execute(command, environment) -> subprocess.CompletedProcess:
    """Runs a command; bytes that are no UTF-8 are escaped in its output."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=SECONDS,
        env={**os.environ, **environment},
        check=False,
    )


# --- Go ------------------------------------------------------------------------------------------------------------


def make_text(length: int, capacity: int) -> str:
    """Vo asks in this order; Go calls a length that is too large by that name."""
    if length < 0:
        return "len out of range"
    if capacity < 0:
        return "cap out of range"
    return "len larger than cap" if length > capacity else "cap out of range"


def vo_text(go: str, numbers: tuple[int, int]) -> str:
    """Vo's text for a panic of Go. Vo prints numbers as unsigned ones, all indices with the length, all bounds of slices as
    low and high, and no types."""
    first, second = (number % 2**64 for number in numbers)
    if "index out of range" in go:
        # Go names index 0 for all of an array without elements.
        if numbers[0] >= 0 and second != 0 and go != f"runtime error: index out of range [{first}] with length {second}":
            raise SystemExit(f"the numbers {numbers} do not belong to: {go}")
        return f"runtime error: index out of range [{first}] with length {second}"
    if "slice bounds out of range" in go:
        return f"runtime error: slice bounds out of range [{first}:{second}]"
    if "nil pointer dereference" in go:
        return "runtime error: nil pointer dereference"
    if "comparing uncomparable type" in go:
        return "runtime error: comparing uncomparable type in interface value"
    if "makeslice" in go:
        return f"runtime error: makeslice: {make_text(*numbers)}"
    raise SystemExit(f"no text of Vo is known for: {go}")


def split_cases(text: str) -> dict[int, str]:
    """Output by case; each begins with a line `== NUMBER`."""
    parts = re.split(r"^== (\d+)\n", text, flags=re.MULTILINE)
    return {int(number): out for number, out in zip(parts[1::2], parts[2::2], strict=True)}


def expect(theme: programs.Theme):
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / f"{theme.name}.go"
        file.write_text(programs.go_program(theme))
        done = execute(["go", "run", "-gcflags=-N -l", file], {})
    if done.returncode != 0:
        raise SystemExit(f"{theme.name}: {done.stderr[:3000]}")
    lines = [f"digest {programs.digest(theme)}\n"]
    for number, text in split_cases(done.stdout).items():
        out, _, panic = text.partition("panic: ")
        lines.append(f"== {number}\n{out}")
        if panic:
            lines.append(f"panic: {vo_text(panic.strip(), theme.cases[number].numbers)}\n")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{theme.name}.txt").write_text("".join(lines))


def expected(theme: programs.Theme) -> dict[int, Outcome]:
    head, _, body = (FOLDER / f"{theme.name}.txt").read_text().partition("\n")
    if head != f"digest {programs.digest(theme)}":
        raise SystemExit(f"expected/{theme.name}.txt belongs to other cases; run access.py expect {theme.name}")
    outcomes = {}
    for number, text in split_cases(body).items():
        out, _, panic = text.partition("panic: ")
        outcomes[number] = Outcome(out, panic.strip())
    if sorted(outcomes) != list(range(len(theme.cases))):
        raise SystemExit(f"expected/{theme.name}.txt does not have every case")
    return outcomes


# --- Vo ------------------------------------------------------------------------------------------------------------


class Tester:
    """Runs one theme; `failures` are (mode, case or None, text)."""

    def __init__(self, theme: programs.Theme, voc: str, scratch: Path, step: int):
        self.theme, self.voc, self.scratch = theme, voc, scratch
        self.wanted = {number: outcome for number, outcome in expected(theme).items() if number % step == 0}
        self.panics = {number for number, outcome in self.wanted.items() if outcome.panic}
        self.source = programs.vo_program(theme, set(self.wanted) - self.panics, step)
        self.failures: list[tuple[str, int | None, str]] = []

    def test(self, levels):
        for level in levels:
            self.ahead_of_time(level, BUILDS[level])
        self.in_process()

    def ahead_of_time(self, level: str, environments):
        # The file's name leads a panic's text, so that all modes share it.
        file = self.scratch / f"{self.theme.name}.vo"
        file.write_text(self.source)
        executable = self.scratch / f"{self.theme.name}.{level}"
        done = execute([self.voc, "build", f"-{level}", file, "-o", executable], {})
        if done.returncode != 0:
            self.failures.append((level, None, done.stderr))
            return
        content = executable.read_bytes()
        at = content.find(programs.MARKER.encode())
        if at < 0 or content.count(programs.MARKER.encode()) != 1:
            self.failures.append((level, None, "the executable does not have the marker once"))
            return
        for environment in environments:
            mode = level + (" stress" if environment else "")
            self.write_marker(executable, at, programs.ALL)
            self.check_quiet(mode, execute([executable], environment))
            for number in sorted(self.panics):
                self.write_marker(executable, at, number)
                self.check_panic(mode, number, execute([executable], environment))

    @staticmethod
    def write_marker(executable: Path, at: int, number: int):
        with executable.open("r+b") as file:
            file.seek(at)
            file.write(programs.marker(number).encode())

    def in_process(self):
        # Each costs a compilation.
        for number in [programs.ALL, max(self.panics)]:
            file = self.scratch / f"{self.theme.name}.vo"
            file.write_text(self.source.replace(programs.MARKER, programs.marker(number)))
            done = execute([self.voc, "run", "--engine=jit", file], {})
            if number == programs.ALL:
                self.check_quiet("jit", done)
            else:
                self.check_panic("jit", number, done)

    def check_quiet(self, mode: str, done: subprocess.CompletedProcess):
        """All cases that do not panic, in one run."""
        if done.returncode != 0 or done.stderr:
            self.failures.append((mode, None, f"exit status {done.returncode}: {done.stderr}"))
        got = split_cases(done.stdout)
        for number in sorted(set(self.wanted) - self.panics):
            if got.get(number) != self.wanted[number].out:
                self.failures.append((mode, number, f"printed {got.get(number)!r}, want {self.wanted[number].out!r}"))

    def check_panic(self, mode: str, number: int, done: subprocess.CompletedProcess):
        text = re.sub(rf"^{self.theme.name}\.vo:\d+: ", "", done.stderr.strip())
        got = (done.returncode, done.stdout, text)
        wanted = (1, f"== {number}\n{self.wanted[number].out}", self.wanted[number].panic)
        if got != wanted:
            self.failures.append((mode, number, f"got {got!r}, want {wanted!r}"))


def test(theme: programs.Theme, scratch: Path, options) -> int:
    tester = Tester(theme, options.voc, scratch, options.step or theme.step)
    tester.test(options.level)
    for mode, number, text in tester.failures[:SHOWN]:
        print(f"{theme.name}: {mode}: {'' if number is None else f'case {number}: '}{text}")
        if number is not None:
            print(theme.cases[number].body)
    print(f"{theme.name}: {len(tester.wanted)} of {len(theme.cases)} cases, {len(tester.panics)} panic, {len(tester.failures)} failures")
    return 1 if tester.failures else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("test", "expect", "show"))
    parser.add_argument("theme", nargs="*")
    parser.add_argument("--voc", default="voc")
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--step", type=int, help="run every STEP-th case; 1 for all")
    parser.add_argument("--level", action="append", choices=BUILDS, help=f"instead of {' and '.join(USUAL)}")
    options = parser.parse_args()
    themes = {theme.name: theme for theme in programs.all_themes()}
    if options.verb == "show":
        print(themes[options.theme[0]].cases[int(options.theme[1])].body)
        return 0
    chosen = [themes[name] for name in options.theme or themes]
    if options.verb == "expect":
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(expect, chosen))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        options.level = options.level or USUAL
        return max(test(theme, options.scratch or Path(scratch), options) for theme in chosen)


if __name__ == "__main__":
    sys.exit(main())
