#!/usr/bin/env python3
"""Random Vo programs: each is compiled in many ways and, in Go's form, by Go; all must print the same.

  fuzz.py [run] [--seed N] [--count N | --minutes N] [--keep DIR]   programs from this seed on; exit status 1 if any differs
  fuzz.py show --seed N [--go-text]                                 print a program
  fuzz.py reduce --seed N --keep DIR                                find the difference again and make the program small

A failure is kept as DIR/SEED/: program.vo, program.go, report.txt and what each way printed, and small.vo, small.go when it
could be made smaller. The same seed, number of units and version of these files give the same program.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import compare
from compare import Outcome, Way
from reduce import Reducer
from tree import GO, VO, layout
from unit import Program

sys.setrecursionlimit(10000)


@dataclass
class Finding:
    """A disagreement: two names of ways, the first of which is right for all that is known."""

    left: str
    right: str
    text: str
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)


class Case:
    """One program in a folder of its own."""

    def __init__(self, seed: int, options, folder: Path):
        self.options, self.folder, self.seed = options, folder, seed
        self.program = Program(seed, options.units, only_vo=options.only_vo)
        self.vo, self.go = folder / "program.vo", folder / "program.go"

    def write(self):
        self.vo.write_text(layout(self.program.root.render(VO)))
        self.go.write_text(layout(self.program.root.render(GO)))

    @property
    def has_go(self) -> bool:
        return not self.options.only_vo and self.options.go != "none"

    def examine(self) -> Finding | None:
        """Runs the program in every way; what took too long says nothing."""
        ways = compare.ways(random.Random(f"{self.seed}/ways"))
        outcomes: dict[str, Outcome] = {}
        for way in ways:
            outcomes |= compare.run_way(way, self.vo, self.options.voc, self.folder, self.options.seconds)
        if self.has_go:
            outcomes["go"] = compare.run_go(self.go, self.options.go, self.folder, self.options.seconds)
        finding = judge(outcomes)
        if finding is not None:
            finding.outcomes, finding.ways = outcomes, ways
        return finding

    def needed(self, finding: Finding) -> list[Way]:
        """The ways that show the difference; where Go differs from all of them, the one that compiles fastest."""
        sides = {finding.left, finding.right}
        if "go" in sides and not any(each.failure for each in finding.outcomes.values()):
            finding.right = "jit-O0"
            sides = {"jit-O0"}
        chosen = []
        for way in finding.ways:
            runs = {name: environment for name, environment in way.runs.items() if name in sides}
            if runs:
                chosen.append(Way(way.options, runs, way.in_process, way.rewrites))
        return chosen

    def reduce(self, finding: Finding, seconds: float):
        """Leaves the smallest program found as small.vo and small.go."""
        go = finding.outcomes.get("go")
        refused = finding.outcomes[finding.right].failure == "not compiled" and not (go and go.failure)
        chosen = self.needed(finding)
        interesting = self.refused_alike(finding, chosen) if refused else self.differs_alike(finding, chosen)
        Reducer(self.program.root, interesting, seconds).run()
        self.write()
        shutil.copy(self.vo, self.folder / "small.vo")
        shutil.copy(self.go, self.folder / "small.go")

    def refused_alike(self, finding: Finding, chosen: list[Way]):
        """Whether a program without errors is not compiled, for the same reason."""
        reason = reason_of(finding.outcomes[finding.right])

        def interesting() -> bool:
            self.write()
            if compare.execute([self.options.voc, "check", self.vo], {}, 20, self.folder).status != 0:
                return False
            outcomes = compare.run_way(chosen[0], self.vo, self.options.voc, self.folder, 20)
            return any(each.failure == "not compiled" and reason_of(each) == reason for each in outcomes.values())

        return interesting

    def differs_alike(self, finding: Finding, chosen: list[Way]):
        with_go = "go" in (finding.left, finding.right)
        wanted = finding.outcomes[finding.right].failure

        def interesting() -> bool:
            self.write()
            if compare.execute([self.options.voc, "check", self.vo], {}, 20, self.folder).status != 0:
                return False
            outcomes = {}
            for way in chosen:
                outcomes |= compare.run_way(way, self.vo, self.options.voc, self.folder, 20)
            if with_go:
                outcomes["go"] = compare.run_go(self.go, self.options.go, self.folder, 20)
                if outcomes["go"].failure:
                    return False
            again = judge(outcomes)
            return again is not None and outcomes[finding.right].failure == wanted and again.right == finding.right

        return interesting


def reason_of(outcome: Outcome) -> str:
    """The first error without the names and numbers of this program."""
    return re.sub(r"\S*\d\S*|'[^']*'", "", outcome.error.partition("\n")[0])


def judge(outcomes: dict[str, Outcome]) -> Finding | None:
    """The first disagreement: between the compilers of Vo, then with Go."""
    finished = {name: each for name, each in outcomes.items() if not each.failure.startswith("no end")}
    names = [name for name in finished if name != "go"]
    for name in names[1:]:
        if finished[name].differs(finished[names[0]]):
            left, right = names[0], name
            if finished[left].failure and not finished[right].failure:
                left, right = right, left
            return Finding(left, right, difference(finished[left], finished[right]))
    if not names or "go" not in finished:
        return None
    go, vo = finished["go"], finished[names[0]]
    if vo.failure or go.failure:
        return Finding("go", names[0], difference(go, vo))
    left, right = compare.common_text(go.out), compare.common_text(vo.out)
    if left != right or (go.status != 0) != (vo.status != 0):
        return Finding("go", names[0], compare.first_difference(left, right))
    return None


def difference(left: Outcome, right: Outcome) -> str:
    if right.failure or left.failure:
        failed = right if right.failure else left
        return f"{failed.failure}: {failed.error.strip()[:400]}"
    if left.out == right.out:
        return f"exit status {left.status} / {right.status}: {right.error.strip()[:400]}"
    return compare.first_difference(left.out, right.out)


# --- runs ----------------------------------------------------------------------------------------------------------


class Run:
    """Many programs, one after the other or several at a time."""

    def __init__(self, options):
        self.options = options
        self.done, self.failed = 0, 0
        self.deadline = time.monotonic() + options.minutes * 60 if options.minutes else None

    def one(self, seed: int):
        if self.deadline and time.monotonic() > self.deadline:
            return
        with tempfile.TemporaryDirectory(prefix="vo-fuzz-") as scratch:
            case = Case(seed, self.options, Path(scratch))
            case.write()
            finding = case.examine()
            self.done += 1
            if finding is not None:
                self.failed += 1
                self.report(case, finding)
        self.progress()

    def report(self, case: Case, finding: Finding):
        print(f"seed {case.seed}: {finding.left} / {finding.right}: {finding.text}", flush=True)
        if self.options.keep:
            keep(case, finding, self.options.keep / str(case.seed))
        if self.options.reduce_seconds:
            case.reduce(finding, self.options.reduce_seconds)
            if self.options.keep:
                for file in case.folder.glob("small.*"):
                    shutil.copy(file, self.options.keep / str(case.seed))

    def progress(self):
        if sys.stderr.isatty():
            print(f"\r{self.done} programs, {self.failed} differ ", end="", file=sys.stderr, flush=True)

    def all(self) -> int:
        count = self.options.count if not self.deadline else 10**9
        seeds = iter(range(self.options.seed, self.options.seed + count))
        with ThreadPoolExecutor(self.options.jobs) as pool:
            while True:
                batch = [seed for _, seed in zip(range(self.options.jobs * 4), seeds, strict=False)]
                if not batch or (self.deadline and time.monotonic() > self.deadline):
                    break
                list(pool.map(self.one, batch))
        print(f"{self.done} programs of {self.options.units} units from seed {self.options.seed} on, {self.failed} differ")
        return 1 if self.failed else 0


def keep(case: Case, finding: Finding, folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    for file in (case.vo, case.go):
        shutil.copy(file, folder)
    lines = [f"seed {case.seed}, {case.options.units} units", f"{finding.left} / {finding.right}: {finding.text}", ""]
    for way in finding.ways:
        engine = "voc run --engine=jit" if way.in_process else "voc build"
        lines.append(f"{engine} {' '.join(way.options)}" + (f", VO_REWRITES={way.rewrites}" if way.rewrites != "all" else ""))
        for name, environment in way.runs.items():
            lines.append(f"    {name}: {' '.join(f'{each}={value}' for each, value in environment.items())}")
    (folder / "report.txt").write_text("\n".join(lines) + "\n")
    for name, outcome in finding.outcomes.items():
        (folder / f"{name}.out").write_text(outcome.out)
        (folder / f"{name}.err").write_text(f"{outcome.error}\nstatus {outcome.status} {outcome.failure}\n")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", nargs="?", default="run", choices=("run", "show", "reduce"))
    parser.add_argument("--seed", type=int, default=1, help="of the first program (default 1)")
    parser.add_argument("--count", type=int, default=20, help="programs (default 20)")
    parser.add_argument("--minutes", type=float, help="instead of --count")
    parser.add_argument("--units", type=int, default=4, help="independent parts of a program (default 4)")
    parser.add_argument("--jobs", type=int, default=1, help="programs at a time (default 1)")
    parser.add_argument("--seconds", type=int, default=compare.SECONDS, help="for one run or compilation (default 60)")
    parser.add_argument("--only-vo", action="store_true", help="with what Go does not have or leaves open; not held against Go")
    parser.add_argument("--keep", type=Path, help="folder for failures")
    parser.add_argument("--reduce-seconds", type=float, default=0, help="time to make each failure smaller (reduce: 600)")
    parser.add_argument("--voc", default="voc")
    parser.add_argument("--go", default="go", help="Go's command, or none")
    parser.add_argument("--go-text", action="store_true", help="show: the text in Go")
    return parser.parse_args()


def main() -> int:
    options = parse()
    options.voc = shutil.which(options.voc) or options.voc
    if options.verb == "show":
        program = Program(options.seed, options.units, only_vo=options.only_vo)
        print(layout(program.root.render(GO if options.go_text else VO)), end="")
        return 0
    if options.verb == "reduce":
        options.count, options.reduce_seconds = 1, options.reduce_seconds or 600
    return Run(options).all()


if __name__ == "__main__":
    sys.exit(main())
