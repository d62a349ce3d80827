"""Counts what programs allocate, compiled by voc and by Go.

A program is one text that both compilers take. Go's count is the difference of runtime.MemStats around main, the least of some
runs, since Go's runtime itself allocates now and then; its collector starts only when much is allocated. Ours is that of the
whole run, with what the program's packages make before main, and exact.
"""
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench import Failed

GO_RUNS = 5
GO_MAIN = """package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

func main() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(1 << 30)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	program()
	runtime.ReadMemStats(&after)
	fmt.Println(after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc)
}
"""
GO_PROFILE = """package main

import (
	"fmt"
	"path/filepath"
	"runtime"
)

func main() {
	runtime.MemProfileRate = 1
	program()
	runtime.GC()
	runtime.GC()
	records := make([]runtime.MemProfileRecord, 100000)
	n, _ := runtime.MemProfile(records, true)
	for _, record := range records[:n] {
		frames := runtime.CallersFrames(record.Stack())
		for more := true; more; {
			var frame runtime.Frame
			frame, more = frames.Next()
			if filepath.Base(frame.File) == "program.go" {
				fmt.Println(frame.Line, record.AllocObjects)
				break
			}
		}
	}
}
"""


class Count(NamedTuple):
    """Objects allocated, and their bytes: with headers in ours, rounded up to Go's size classes in Go's."""

    objects: int
    bytes: int


def run(*command, **options):
    """Runs a command and gives what it prints; Failed unless its status is 0."""
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False, **options)
    if done.returncode != 0:
        raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def statistics_of(executable, scratch):
    """Runs an executable of ours; gives the collector's figures (runtime/gc/Statistics.h) and what the program prints."""
    figures = Path(scratch) / "figures.json"
    out = run(executable, env={**os.environ, "VO_GC_STATS": str(figures)})
    return json.loads(figures.read_text()), out


def run_go(text, main, runs):
    """Builds a program with the `go` in PATH and a main function in place of its own; gives the lines of each run."""
    if text.count("\nfunc main() {") != 1:
        raise Failed("main is not where it is looked for")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        (scratch / "program.go").write_text(text.replace("\nfunc main() {", "\nfunc program() {"), encoding="utf-8")
        (scratch / "main.go").write_text(main, encoding="utf-8")
        run("go", "build", "-o", "program", "program.go", "main.go", cwd=scratch)
        return [run(scratch / "program").splitlines(keepends=True) for _ in range(runs)]


def count_go(text, runs=GO_RUNS):
    """The Count of a program's main in Go, and what it prints."""
    printed = run_go(text, GO_MAIN, runs)
    counts = [[int(figure) for figure in lines[-1].split()] for lines in printed]
    return Count(*(min(figures) for figures in zip(*counts))), b"".join(printed[0][:-1])


def go_lines(text, printed):
    """Objects that Go allocates by line of the program, the library's at the calls; `printed` is what the program prints."""
    (lines,) = run_go(text, GO_PROFILE, 1)
    objects = {}
    for row in lines[len(printed.splitlines()) :]:
        line, count = map(int, row.split())
        objects[line] = objects.get(line, 0) + count
    return objects


def go_version():
    return run("go", "env", "GOVERSION").decode().strip()
