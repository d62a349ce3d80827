#!/usr/bin/env python3
"""Times goroutines and channels against Go, in the same run.

  goroutines.py --runtime BIN [--runs N] [--only NAME]…

BIN is Goroutines.cpp with the runtime: it calls the entries as compiled code does. goroutines.go has the same programs. Both
are run N times (5) in turn; the least figure of each counts, because what disturbs a run only makes it longer. Nanoseconds
per operation, or bytes of resident memory per goroutine (names that end in bytes).
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(command, names):
    """The figures that a program prints, by name."""
    done = subprocess.run([command, *names], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command}: status {done.returncode}: {done.stderr.strip()[:500]}")
    rows = (line.split() for line in done.stdout.splitlines())
    return {name: float(figure) for name, figure in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runtime", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        go = os.path.join(scratch, "goroutines")
        subprocess.run(["go", "build", "-o", go, HERE / "goroutines.go"], check=True)
        least = {options.runtime: {}, go: {}}
        for _ in range(options.runs):
            for command, figures in least.items():
                for name, figure in run(command, options.only).items():
                    figures[name] = min(figure, figures.get(name, figure))
    print(f"{'':28} {'runtime':>10} {'Go':>10} {'ratio':>7}")
    for name, ours in least[options.runtime].items():
        theirs = least[go][name]
        print(f"{name:28} {ours:10.1f} {theirs:10.1f} {ours / theirs if theirs else 0:7.2f}")


if __name__ == "__main__":
    main()
