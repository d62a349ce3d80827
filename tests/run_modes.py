#!/usr/bin/env python3
"""Runs one program in every engine and mode and checks each one's output against the same CHECK lines.

  run_modes.py --scratch DIR FILE [--exit N] [--err] [--only MODE] [--skip MODE] [-- ARGS]

FILE is anything `voc` takes. stdout goes to FileCheck with FILE's CHECK lines; with --err, stderr goes to its ERR lines
too. The program must end with status N (0 unless told). Modes are in MODES below; every mode is tried, and the names of
those that failed are printed at the end. Exit status 1 if any failed.
"""
import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

TIME_LIMIT_SECONDS = 50


class Mode(NamedTuple):
    """One way to run a program: ahead of time with these options, or in process; plus the program's environment."""

    options: list[str] | None
    environment: dict[str, str]


STRESS = {"VO_GC_STRESS": "1", "VO_GC_VERIFY": "1"}

MODES = {
    "aot-O0": Mode(["-O0"], {}),
    "aot-O2": Mode(["-O2"], {}),
    # Objects in frames; who looks at a dead one finds nothing good.
    "aot-O2-stress": Mode(["-O2", "--poison-frames"], STRESS),
    # References that live over calls are kept as in very large functions.
    "aot-O2-frames-stress": Mode(["-O2", "--frame-roots-limit=0"], STRESS),
    # LLVM's own statepoints in place of ours.
    "aot-O2-llvm-stress": Mode(["-O2", "--linear-statepoints=0"], STRESS),
    "jit": Mode(None, {}),
}


class Failed(Exception):
    """A step of one mode went wrong; the text says what."""


def execute(command, environment=None):
    """Runs command and returns (exit status, stdout, stderr); a time-out is a failure."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIME_LIMIT_SECONDS,
            env={**os.environ, **(environment or {})},
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise Failed(f"no end within {TIME_LIMIT_SECONDS} s: {' '.join(map(str, command))}") from expired
    except OSError as error:
        raise Failed(f"cannot run {command[0]}: {error.strerror}") from error
    return done.returncode, done.stdout, done.stderr


def program_command(mode, name, options):
    """The command that runs the program, after building it where the mode is ahead of time."""
    folder = Path(options.scratch).resolve()
    if mode.options is None:
        return ["voc", "run", "--engine=jit", options.file, *options.arguments]
    executable = folder / f"{Path(options.file).name}.{name}.exe"
    status, _, err = execute(["voc", "build", *mode.options, options.file, "-o", executable])
    if status != 0:
        raise Failed(f"voc build ended with {status}:\n{err.decode(errors='replace')}")
    return [executable, *options.arguments]


def check(file, text, prefix):
    """Gives text to FileCheck, which compares whole lines; raises Failed with its message if they do not match."""
    done = subprocess.run(
        ["FileCheck", file, f"--check-prefix={prefix}", "--allow-empty", "--match-full-lines"],
        input=text,
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise Failed(f"{prefix} lines do not match:\n{done.stderr.decode(errors='replace')}")


def run_mode(name, options):
    """Runs one mode to its end; raises Failed."""
    mode = MODES[name]
    command = program_command(mode, name, options)
    status, out, err = execute(command, mode.environment)
    if status != options.exit:
        raise Failed(f"exit status {status}, want {options.exit}; stderr:\n{err.decode(errors='replace')}")
    check(options.file, out, "CHECK")
    if options.err:
        check(options.file, err, "ERR")


def parse(argv):
    """Options; what follows `--` are the program's own arguments."""
    cut = argv.index("--") if "--" in argv else len(argv)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--exit", type=int, default=0)
    parser.add_argument("--err", action="store_true")
    parser.add_argument("--only", action="append", choices=MODES, default=[])
    parser.add_argument("--skip", action="append", choices=MODES, default=[])
    options = parser.parse_args(argv[:cut])
    options.arguments = argv[cut + 1 :]
    return options


def main():
    options = parse(sys.argv[1:])
    names = [name for name in (options.only or MODES) if name not in options.skip]
    failed = []
    for name in names:
        try:
            run_mode(name, options)
        except Failed as failure:
            failed.append(name)
            print(f"--- {name}: {failure}", file=sys.stderr)
    if failed or not names:
        sys.exit(f"failed in mode {', '.join(failed) or 'none: nothing was run'}")


if __name__ == "__main__":
    main()
