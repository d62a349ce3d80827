#!/usr/bin/env python3
"""Times the runtime's maps against Go's, called as compiled code calls them.

  maps.py --bench BIN [--entries N]… [--runs N] [--memory]

BIN is //runtime/map:bench; bench/maps/maps.go does the same in Go and is built here. The two run in turns, and the best time of
each counts: processor time of all threads, so Go's collector is in it, and what else the machine does is not. `insert` and
`presized` make a map of N entries, `replace` deletes and inserts, `drain` fills and empties. Go keeps small maps that do not
escape on its stack; ours are objects. --memory prints bytes per map of one integer to another, headers of objects included.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

GO_SOURCE = Path(__file__).with_name("maps") / "maps.go"


def measure(command, argument, best):
    """Runs a program and keeps the smallest value of each of its lines, by all words but the last."""
    environment = os.environ | {"GOMAXPROCS": "1"}
    done = subprocess.run([command, argument], capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        sys.exit(f"{command} {argument}: {done.stderr.strip()[:500]}")
    for line in done.stdout.splitlines():
        name, value = line.rsplit(" ", 1)
        best[name] = min(float(value), best.get(name, float("inf")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True, metavar="BIN")
    parser.add_argument("--entries", type=int, action="append", metavar="N", help="map sizes (8, 1000 and 1000000)")
    parser.add_argument("--runs", type=int, default=2, metavar="N")
    parser.add_argument("--memory", action="store_true")
    options = parser.parse_args()
    arguments = ["memory"] if options.memory else [str(n) for n in options.entries or (8, 1000, 1000000)]
    ours, others = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        program = f"{folder}/maps"
        build = subprocess.run(["go", "build", "-o", program, GO_SOURCE], check=False)
        if build.returncode != 0:
            sys.exit("maps.go does not compile")
        for argument in arguments:
            for _ in range(1 if options.memory else options.runs):
                measure(options.bench, argument, ours)
                measure(program, argument, others)
    unit = "bytes" if options.memory else "ns"
    print(f"{'':28} {'vo ' + unit:>10} {'go ' + unit:>10}  vo/go")
    for name, value in ours.items():
        print(f"{name:28} {value:10.1f} {others[name]:10.1f}  {value / others[name]:5.2f}")


if __name__ == "__main__":
    main()
