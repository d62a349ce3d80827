#!/usr/bin/env python3
"""Runs one command under a limit on addresses that grows in steps, and holds every outcome against what is allowed.

  memory_limits.py --text TEXT --to MIB [--from MIB] [--step MIB] [--folder DIR] -- COMMAND...

Without a limit the command must succeed. Under each limit it must either do the same (status and standard output), or end
with status 1 and lines on standard error that end in TEXT, leaving no file in DIR that was not there before. Limits
under which the system cannot even load the program (status 127, or killed by exec) are allowed below all others only. At
least one limit must be too small and the last one large enough. `{limit}` in COMMAND is the number of the limit.
With --no-limits the command is run without a limit only.
"""
import argparse
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

TIME_LIMIT_SECONDS = 50


def execute(command, mebibytes):
    """Runs command with so many MiB of addresses, or any number if None; returns (status, stdout, stderr)."""

    def limit():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if mebibytes is not None:
            resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))

    done = subprocess.run(
        [word.replace("{limit}", str(mebibytes or 0)) for word in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TIME_LIMIT_SECONDS,
        preexec_fn=limit,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def files_in(folder):
    """Paths of all files below folder."""
    return {path for path in Path(folder).rglob("*") if path.is_file()} if folder else set()


def outcome(result, full, options):
    """'loaded not', 'ended', 'done', or what is wrong with the result of a run."""
    status, out, err = result
    lines = err.strip().split("\n")
    if status == 127 and "error while loading" in err or status in (-signal.SIGKILL, -signal.SIGSEGV) and not err and not out:
        return "loaded not"
    if status == full[0] and out == full[1]:
        return "done"
    if status == 1 and all(line.endswith(options.text) for line in lines):
        return "ended"
    return f"status {status}, stderr:\n{err[-2000:]}"


def walk(options):
    """Runs under all limits; returns the outcomes in order. Exits on one that is not allowed."""
    full = execute(options.command, None)
    if full[0] != 0:
        sys.exit(f"without a limit: status {full[0]}\n{full[2]}")
    if options.no_limits:
        sys.exit(0)
    outcomes = []
    for limit in range(options.first, options.last + 1, options.step):
        before = files_in(options.folder)
        result = execute(options.command, limit)
        name = outcome(result, full, options)
        outcomes.append(name)
        print(f"{limit} MiB: {name}")
        if name not in ("loaded not", "ended", "done") or (name == "loaded not" and set(outcomes) != {name}):
            sys.exit("not allowed")
        left = files_in(options.folder) - before
        if left and name != "done":
            sys.exit(f"files are left: {', '.join(map(str, sorted(left)))}")
    return outcomes


def main():
    cut = sys.argv.index("--")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", required=True)
    parser.add_argument("--from", dest="first", type=int, default=20)
    parser.add_argument("--to", dest="last", type=int, required=True)
    parser.add_argument("--step", type=int, default=20)
    parser.add_argument("--folder")
    parser.add_argument("--no-limits", action="store_true")
    options = parser.parse_args(sys.argv[1:cut])
    options.command = sys.argv[cut + 1 :]
    outcomes = walk(options)
    if "ended" not in outcomes or outcomes[-1] != "done":
        sys.exit("the limits must go from too small ones to large enough ones")


if __name__ == "__main__":
    main()
