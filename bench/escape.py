#!/usr/bin/env python3
"""Counts what the programs of bench/escape allocate, pass by pass, and holds it against Go.

  escape.py --voc BIN [--only TEXT] [--runs N] [--no-go] [--csv FILE] [--svg FILE]
  escape.py --sites N --voc BIN [--only TEXT]   the N lines that leave most objects on the heap, and why;
                                                a twentieth of the rounds
  escape.py --check [--voc BIN] [--only TEXT]   what a test runs: few rounds, the recorded counts; needs no Go
  escape.py --record --voc BIN                  writes the recorded counts anew

Each program is compiled at -O2 several times: without the passes that keep objects off the heap (`none`), then with one after the
other, in the order of the pipeline, up to all of them (`promote`). Objects and bytes of ours are those of the whole run
(VO_GC_STATS), Go's the difference of runtime.MemStats around main. All must print the same. Ratios are ours with all passes to
Go's; so that zeros can enter geometric means, both sides count one object more, of the smallest size, 16 bytes.

The times are the best of N runs (3) of executables without counting, Go and ours in turns; --runs 0 leaves them out. Where there
is no `go`, and with --no-go, its columns stay empty.

counts.txt has a row for each program: the rounds that the test makes of it, what Go allocates in them, what ours may allocate at
most, and what the program prints. Where that is more than Go's, --record lets it become less only.

Exit status 1 if a program does not compile, fails, prints something else than the others, or allocates more than recorded.
"""
import argparse
import csv
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple, Optional

from bench import Failed, compile_with, figure, geometric_mean, run_once
from charts import Series, write_bars
from counting import Count, count_go, go_version, statistics_of
from sites import print_sites, sites

PROGRAMS = Path(__file__).absolute().with_name("escape")
TABLE = PROGRAMS / "counts.txt"
ROUNDS = re.compile(r"^const rounds = (\d+)$", re.MULTILINE)
# What a step adds: the options that keep its pass from doing anything when they are 0. In the order of the pipeline.
STEPS = {
    "none": [],
    "capture": ["vo-capture-values.max-sets"],
    "closures": ["vo-known-closures.max-calls", "vo-known-closures.max-inlined"],
    "inline": ["vo-inline.max-calls"],
    "copies": ["vo-elide-copies.max-copies"],
    "promote": ["vo-stack-promote.max-promotions"],
}
ALL = "promote"
ONE = Count(1, 16)
# Profiles are slow, Go's above all.
SITES_SHARE = 20
# The test makes a program's rounds this much fewer: a second for all programs, and no collections.
TEST_SHARE = 1000


class Row(NamedTuple):
    """What was measured of a program."""

    program: str
    steps: dict  # of each step, the Count
    go: Optional[Count]
    seconds: dict  # by compiler

    def ratio(self, field):
        """Ours to Go's, one object more on both sides."""
        if self.go is None:
            return None
        ours, theirs, one = (getattr(count, field) for count in (self.steps[ALL], self.go, ONE))
        return (ours + one) / (theirs + one)

    def time_ratio(self):
        return self.seconds["voc"] / self.seconds["Go"] if len(self.seconds) == 2 else None


class Recorded(NamedTuple):
    """A row of counts.txt."""

    rounds: int
    go: int
    most: int
    printed: str


def text_of(name, rounds=None):
    """The program's text, with other rounds if wanted."""
    text = (PROGRAMS / f"{name}.vo").read_text(encoding="utf-8")
    if len(ROUNDS.findall(text)) != 1:
        raise Failed("no line `const rounds = N`")
    return text if rounds is None else ROUNDS.sub(f"const rounds = {rounds}", text)


def fewer_rounds(name, share):
    return max(10, int(ROUNDS.search(text_of(name))[1]) // share)


def disabled(step):
    """Options of voc that switch off the passes behind a step."""
    names = list(STEPS)
    options = [option for later in names[names.index(step) + 1 :] for option in STEPS[later]]
    return [f"--pass-option={option}=0" for option in options]


def check_order(voc, scratch):
    """STEPS must be in the pipeline's order, or what a step adds would not be the pass's doing."""
    source = Path(scratch) / "empty.vo"
    source.write_text("package main\n\nfunc main() {}\n", encoding="utf-8")
    command = [voc, "build", "--print-pipeline", source, "-o", Path(scratch) / "empty"]
    pipeline = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    places = [pipeline.find(options[0].split(".")[0]) for options in STEPS.values() if options]
    if -1 in places or places != sorted(places):
        raise Failed("the pipeline has these passes in another order, or not at all")


def build(voc, text, step, scratch):
    source, executable = Path(scratch) / "program.vo", Path(scratch) / f"{step}.exe"
    source.write_text(text, encoding="utf-8")
    compile_with([voc, "build", "-O2", *disabled(step), source, "-o", executable])
    return executable


def count(executable, scratch):
    """The Count of an executable of ours, and what it prints."""
    figures, out = statistics_of(executable, scratch)
    return Count(figures["allocations"], figures["allocated_bytes"]), out


def best_times(executables, runs, scratch):
    seconds = {}
    for _ in range(runs):
        for compiler, executable in executables.items():
            took = run_once(executable, scratch).seconds
            seconds[compiler] = min(took, seconds.get(compiler, took))
    return seconds


def measure(name, options):
    """One program's row."""
    text = text_of(name)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        executables = {step: build(options.voc, text, step, scratch) for step in STEPS}
        steps, outputs = {}, {}
        for step, executable in executables.items():
            steps[step], outputs[step] = count(executable, scratch)
        timed, go = {"voc": executables[ALL]}, None
        if options.go:
            go, outputs["Go"] = count_go(text, runs=1)
            (scratch / "plain.go").write_text(text, encoding="utf-8")
            timed = {"Go": scratch / "go.exe", **timed}
            compile_with(["go", "build", "-o", timed["Go"], "plain.go"], cwd=scratch)
        differing = [compiler for compiler, out in outputs.items() if out != outputs[ALL]]
        if differing:
            raise Failed(f"output differs: {', '.join(differing)}")
        return Row(name, steps, go, best_times(timed, options.runs, scratch))


# --- what is written -----------------------------------------------------------------------------------------------


def line(cells):
    print(f"{cells[0]:16}" + "".join(f"{cell:>13}" for cell in cells[1:]), flush=True)


def whole(value):
    return "-" if value is None else f"{value:,}"


def print_header(field):
    line([field, *STEPS, "Go", "ratio", *(["voc/Go time"] if field == "objects" else [])])


def print_row(row, field):
    counts = [getattr(of, field) if of else None for of in (*row.steps.values(), row.go)]
    times = [figure(row.time_ratio())] if field == "objects" else []
    line([row.program, *map(whole, counts), figure(row.ratio(field), 3), *times])


def print_means(rows, field):
    def mean(values):
        known = [value for value in values if value is not None]
        return figure(geometric_mean(known), 3) if known else "-"

    times = [mean(row.time_ratio() for row in rows)] if field == "objects" else []
    line(["geometric mean", *[""] * (len(STEPS) + 1), mean(row.ratio(field) for row in rows), *times])


def write_csv(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        columns = [f"{step} {field}" for field in Count._fields for step in (*STEPS, "Go")]
        out.writerow(["program", *columns, *(f"{field} ratio" for field in Count._fields), "voc s", "Go s", "time ratio"])
        for row in rows:
            counts = [getattr(of, field) if of else None for field in Count._fields for of in (*row.steps.values(), row.go)]
            ratios = [row.ratio(field) for field in Count._fields]
            times = [row.seconds.get("voc"), row.seconds.get("Go"), row.time_ratio()]
            out.writerow([row.program, *counts, *ratios, *times])


def write_svg(path, rows):
    series = [
        Series("no passes", "#8a94a6", [row.steps["none"].objects for row in rows]),
        Series("all passes", "#d9822b", [row.steps[ALL].objects for row in rows]),
        Series("Go", "#2f8fd0", [row.go.objects if row.go else None for row in rows]),
    ]
    write_bars(path, "Objects allocated on the heap", [row.program for row in rows], series)


# --- recorded counts -----------------------------------------------------------------------------------------------


def read_table():
    rows = (line.split(maxsplit=4) for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: Recorded(int(rounds), int(go), int(most), printed) for name, rounds, go, most, printed in rows}


def count_few(voc, text):
    """Objects and output of a program with few rounds, all passes on."""
    with tempfile.TemporaryDirectory() as scratch:
        executable = build(voc, text, ALL, scratch)
        figures, out = statistics_of(executable, scratch)
    if figures["minor_collections"]:
        raise Failed("the heap was collected, so the count is none")
    return figures["allocations"], out.decode()


def check(name, voc, table):
    """Holds a program against its row."""
    if name not in table:
        raise Failed(f"{TABLE.name} has no row for it; record it")
    row = table[name]
    objects, out = count_few(voc, text_of(name, row.rounds))
    print(f"{name}: {objects} objects, at most {row.most}, Go {row.go}")
    if out.strip() != row.printed:
        raise Failed(f"prints {out.strip()}, Go {row.printed}")
    if objects > row.most:
        raise Failed(f"{objects} objects, recorded are {row.most}")


def record(names, options):
    """Writes the table anew. What would get worse, and be more than Go's, is refused."""
    if not options.go or options.only:
        raise Failed("recording takes Go, and all programs")
    rows = [
        f"# Objects of each program with few rounds, in {go_version()} and of ours at most; written by `escape.py --record`.",
        "# program rounds Go ours printed",
    ]
    before = read_table() if TABLE.exists() else {}
    for name in names:
        rounds = fewer_rounds(name, TEST_SHARE)
        text = text_of(name, rounds)
        objects, out = count_few(options.voc, text)
        go, printed = count_go(text)
        if out != printed.decode():
            raise Failed(f"{name} prints {out.strip()}, Go {printed.decode().strip()}")
        if name in before and before[name].rounds == rounds and objects > max(before[name].most, go.objects):
            raise Failed(f"{name} makes {objects} objects; to accept that, remove its row")
        rows.append(f"{name} {rounds} {go.objects} {objects} {out.strip()}")
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


# --- the command ---------------------------------------------------------------------------------------------------


def each(names, action):
    """Does it to all programs and gives the results, and the names of those that failed."""
    done, failures = [], []
    for name in names:
        try:
            done.append(action(name))
        except Failed as failure:
            failures.append(name)
            print(f"{name:16}  FAILED: {failure}", flush=True)
    return done, failures


def report(names, options):
    with tempfile.TemporaryDirectory() as scratch:
        check_order(options.voc, scratch)
    print_header("objects")

    def one(name):
        row = measure(name, options)
        print_row(row, "objects")
        return row

    rows, failures = each(names, one)
    print_means(rows, "objects")
    print()
    print_header("bytes")
    for row in rows:
        print_row(row, "bytes")
    print_means(rows, "bytes")
    if options.csv:
        write_csv(options.csv, rows)
    if options.svg:
        write_svg(options.svg, rows)
    return failures or not rows


def report_sites(names, options):
    """The lines that allocate most, of all programs together, with all passes on and a share of the rounds."""

    def one(name):
        with tempfile.TemporaryDirectory() as scratch:
            source = Path(scratch) / f"{name}.vo"
            source.write_text(text_of(name, fewer_rounds(name, SITES_SHARE)), encoding="utf-8")
            executable = Path(scratch) / "program.exe"
            compile_with([options.voc, "build", "-O2", source, "-o", executable])
            return sites(options.voc, source, executable, options.go)

    rows, failures = each(names, one)
    print_sites([site for of_program in rows for site in of_program], options.sites)
    return failures or not rows


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voc", default="voc")
    parser.add_argument("--only", default="", metavar="TEXT", help="only programs whose name contains this")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs that are timed; 0: none")
    parser.add_argument("--no-go", dest="go", action="store_false")
    parser.add_argument("--csv", metavar="FILE")
    parser.add_argument("--svg", metavar="FILE")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true")
    what.add_argument("--record", action="store_true")
    what.add_argument("--sites", type=int, metavar="N")
    options = parser.parse_args()
    if options.go and not options.check and not shutil.which("go"):
        print("there is no `go`: its columns stay empty", file=sys.stderr)
        options.go = False
    return options


def main():
    options = parse()
    names = sorted(path.stem for path in PROGRAMS.glob("*.vo") if options.only in path.stem)
    try:
        if options.record:
            record(names, options)
            return 0
        if options.check:
            table = read_table()
            _, failures = each(names, lambda name: check(name, options.voc, table))
            return 1 if failures or not names else 0
        return 1 if (report_sites if options.sites else report)(names, options) else 0
    except Failed as failure:
        return str(failure)


if __name__ == "__main__":
    sys.exit(main())
