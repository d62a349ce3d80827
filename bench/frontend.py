#!/usr/bin/env python3
"""Measures the front end: lines of Vo source per second, checking and generation together, on one core.

  frontend.py --voc BIN [--lines N] [--runs N] [--shape NAME]… [--keep DIR]

A program of N lines (100,000) is generated and compiled to a bytecode module with `voc emit --time`; the best of N runs
counts, because what disturbs a run only makes it slower. `mixed` is ordinary code and the figure that matters. The other
shapes pile up one construct; their column `growth` compares the time per line at N and at N/4 lines: 1 is linear, 4
quadratic. The last line times `voc run` of a program that imports fmt, started a second time.

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

GROWTH_LIMIT = 2.5
STEP = re.compile(r"^\s*([\d.]+) ms  (load|check|generate)$", re.MULTILINE)


def unit(i):
    """Some thirty lines that use most of the language; `i` makes the names unique."""
    return f"""
// Account{i} keeps a balance in cents.
type Account{i} struct {{
\tname    string
\tbalance int
\thistory []int
\ttags    map[string]int
}}

func (a *Account{i}) Add(amount int) int {{
\tif amount < 0 && -amount > a.balance {{
\t\treturn a.balance
\t}}
\ta.balance += amount
\ta.history = append(a.history, amount)
\ta.tags["last"] = amount
\treturn a.balance
}}

func work{i}(n int, names []string) (int, error) {{
\taccount := &Account{i}{{name: "a{i}", tags: map[string]int{{}}}}
\ttotal := 0
\tfor k := 0; k < n; k++ {{
\t\tswitch {{
\t\tcase k%3 == 0:
\t\t\ttotal += account.Add(k*{i % 97} + 1)
\t\tcase k&1 == 1 && k > 10:
\t\t\ttotal -= len(account.history)
\t\tdefault:
\t\t\ttotal ^= k << 2
\t\t}}
\t}}
\tfor index, name := range names {{
\t\tif name == "stop" {{
\t\t\treturn total, fmt.Errorf("stopped at %d", index)
\t\t}}
\t\ttotal += len(name) + int(float64(index)*1.5)
\t}}
\tscale := func(x int) int {{ return x*total + {i} }}
\tvar worker Worker = account
\treturn scale(worker.Add(3)), nil
}}
"""


def mixed(lines):
    """Ordinary code: types, methods, loops, closures, interfaces, maps, errors."""
    parts = ['package main\n\nimport "fmt"\n\ntype Worker interface {\n\tAdd(amount int) int\n}\n']
    per_unit = unit(0).count("\n")
    count = max(1, lines // (per_unit + 1))
    parts += [unit(i) for i in range(count)]
    calls = "".join(f"\tif v, err := work{i}(3, nil); err == nil {{ sum += v }}\n" for i in range(count))
    parts.append(f"\nfunc main() {{\n\tsum := 0\n{calls}\tfmt.Println(sum)\n}}\n")
    return "".join(parts)


def program(declarations, statements):
    return "package main\n\n" + "\n".join(declarations) + "\n\nfunc main() {\n" + "\n".join(statements) + "\n}\n"


# Each makes a program with about `n` lines of one construct.
SHAPES = {
    "mixed": mixed,
    "statements": lambda n: program([], ["\tx := 0"] + [f"\tx = x*{i % 13} + {i}" for i in range(n)] + ["\tprintln(x)"]),
    "locals": lambda n: program(
        [], [f"\tv{i} := {i}" for i in range(min(n, 30000))] + [f"\tprintln(v{min(n, 30000) - 1})"]
    ),
    "globals": lambda n: program([f"var g{i} = {i}" for i in range(min(n, 60000))], ["\tprintln(g0)"]),
    "constants": lambda n: program(["const ("] + [f"\tc{i} = {i} + iota" for i in range(n)] + [")"], ["\tprintln(c1)"]),
    "functions": lambda n: program([f"func f{i}(x int) int {{ return x + {i} }}" for i in range(n)], ["\tprintln(f0(1))"]),
    "fields": lambda n: program(
        ["type T struct {"] + [f"\tf{i} int" for i in range(min(n, 60000))] + ["}"], ["\tp := new(T)", "\tprintln(p.f9)"]
    ),
    "methods": lambda n: program(
        ["type T struct{ x int }"] + [f"func (t *T) m{i}() int {{ return t.x + {i} }}" for i in range(min(n, 20000))],
        ["\tt := &T{}"] + [f"\tt.m{i}()" for i in range(min(n, 20000))],
    ),
    "types": lambda n: program(
        ["type T0 struct{ x int }"] + [f"type T{i} struct{{ p *T{i - 1}; x int }}" for i in range(1, n)],
        ["\tprintln(T1{}.x)"],
    ),
    "elements": lambda n: program(["var s = []int{"] + [f"\t{i}," for i in range(n)] + ["}"], ["\tprintln(len(s))"]),
    "cases": lambda n: program(
        ["func f(x int) int {", "\tswitch x {"]
        + [f"\tcase {i}:\n\t\treturn {i * 7 % 1000}" for i in range(n // 2)]
        + ["\t}", "\treturn 0", "}"],
        ["\tprintln(f(3))"],
    ),
    "closures": lambda n: program(
        [], ["\tx := 0"] + [f"\tfunc() {{ x += {i} }}()" for i in range(min(n, 20000))] + ["\tprintln(x)"]
    ),
    "strings": lambda n: program([], ['\ts := ""'] + [f'\ts = "part {i}" + s' for i in range(min(n, 50000))] + ["\tprintln(len(s))"]),
    "initializers": lambda n: program(
        ["var h0 = 1"] + [f"var h{i} = h{i - 1} + 1" for i in range(1, min(n, 50000))], ["\tprintln(h1)"]
    ),
}


def compile_times(voc, source, output):
    """Milliseconds of each step of one compilation."""
    done = subprocess.run([voc, "emit", "--time", source, "-o", output], capture_output=True, text=True, check=False)
    steps = {name: float(ms) for ms, name in STEP.findall(done.stderr)}
    if done.returncode != 0 or len(steps) != 3:
        sys.exit(f"{source}: {done.stderr.strip()[-500:]}")
    return steps


def best(voc, make, lines, runs, folder):
    """Lines of the program and the smallest times, seconds, of loading and of checking plus generation."""
    source = Path(folder) / "program.vo"
    text = make(lines)
    source.write_text(text, encoding="utf-8")
    samples = [compile_times(voc, source, Path(folder) / "program.vob") for _ in range(runs)]
    load = min(s["load"] for s in samples) / 1e3
    rest = min(s["check"] + s["generate"] for s in samples) / 1e3
    return text.count("\n"), load, rest


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
    parser.add_argument("--shape", action="append", choices=SHAPES, help="only these shapes")
    parser.add_argument("--keep", help="leave the generated programs in this folder")
    options = parser.parse_args()

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    slow = False
    print(f"{'shape':<14}{'lines':>8}{'load ms':>9}{'check+generate ms':>19}{'lines/s':>12}{'growth':>8}")
    with tempfile.TemporaryDirectory() as scratch:
        for shape in options.shape or SHAPES:
            folder = Path(options.keep or scratch) / shape
            folder.mkdir(parents=True, exist_ok=True)
            few, _, short = best(options.voc, SHAPES[shape], options.lines // 4, options.runs, folder)
            lines, load, rest = best(options.voc, SHAPES[shape], options.lines, options.runs, folder)
            growth = (rest / lines) / (short / few)
            slow |= growth > GROWTH_LIMIT
            print(f"{shape:<14}{lines:>8}{load * 1e3:>9.1f}{rest * 1e3:>19.1f}{lines / rest:>12,.0f}{growth:>8.2f}", flush=True)
        milliseconds, why = start_up(options.voc, options.runs, scratch)
        print(f"voc run, hello with fmt: {milliseconds:.0f} ms" if milliseconds else f"voc run, hello with fmt: {why}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
