"""Compiles large generated programs (bench/shapes.py) and fails if one does not compile or takes more than linear time.

Usage: scale.py SHAPES_FILE SCRATCH_FOLDER [NAME…]. `voc` is found in PATH.

Every shape is compiled with 20,000 and with 5,000 lines. What counts is the processor time: only where the larger program
takes long, and far more than four times the time of the smaller one, again after repetitions, does the shape fail. Programs
with errors must be refused, with few words. Programs beyond the limits of the format must be refused with a message that
says so.
"""

import importlib.util
import resource
import shutil
import subprocess
import sys
from pathlib import Path

LINES = 20_000
# For 4 times the lines a quadratic construct takes 16 times as long; starting the compiler takes the edge off.
GROWTH_LIMIT = 6
# Seconds: below, growth is noise.
SHORT = 0.15
ATTEMPTS = 3
TIMEOUT = 100
LONGEST_OUTPUT = 200_000


def load_shapes(path):
    spec = importlib.util.spec_from_file_location("shapes", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_program(program, folder):
    """Writes the text of a file, or the files of a project; gives what to compile."""
    shutil.rmtree(folder, ignore_errors=True)
    files = {"program.vo": program} if isinstance(program, str) else program
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "program.vo" if isinstance(program, str) else folder


def measured(command):
    """Runs a command: processor seconds in user mode, and the finished process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, done


class Failure(Exception):
    pass


class Scale:
    def __init__(self, shapes, scratch):
        self.shapes = shapes
        self.scratch = scratch
        self.output = scratch / "program.vob"

    def compile(self, program):
        """Seconds that a program without errors takes."""
        seconds, done = measured(["voc", "emit", write_program(program, self.scratch / "program"), "-o", self.output])
        if done.returncode != 0:
            raise Failure(f"exit status {done.returncode}: {done.stderr[:500]}")
        return seconds

    def refuse(self, program, message="error: "):
        """Seconds until a program is refused."""
        source = write_program(program, self.scratch / "program")
        command = ["check"] if message == "error: " else ["emit", "-o", self.output]
        seconds, done = measured(["voc", *command, source])
        if done.returncode != 1 or message not in done.stderr:
            raise Failure(f"exit status {done.returncode}, not {message!r}: {done.stderr[:500]}")
        if len(done.stderr) > LONGEST_OUTPUT:
            raise Failure(f"{len(done.stderr)} bytes of messages")
        return seconds

    def judge(self, shape, run):
        long = run(shape(LINES))
        if long < SHORT:
            return
        short = run(shape(LINES // 4))
        for _ in range(ATTEMPTS):
            if long < SHORT or long < GROWTH_LIMIT * short:
                return
            long = min(long, run(shape(LINES)))
            short = max(short, run(shape(LINES // 4)))
        raise Failure(f"{LINES // 4} lines take {short:.2f} s, {LINES} lines {long:.2f} s")


def beyond_limits(shapes):
    """Programs that the format has no room for, and what is said of them."""
    program, repeat = shapes.program, shapes.repeat
    count = 70_000
    return {
        "strings": (program([], ['\ts := ""'] + repeat('\ts = "part `#" + s', count)), "module has more than 65536 constants"),
        "globals": (program(repeat("var g`# = `#", count)), "global slot count exceeds u16"),
        "locals": (program([], repeat("\tv`# := `#", count)), "function main needs 700"),
        "fields": (
            program(["type T struct {"] + repeat("\tf`# int", count) + ["}", "var t T"]),
            "type main.T takes 70000 slots",
        ),
        "parameters": (program(["func f("] + repeat("\tp`# int,", count) + [") {", "}"]), "the values take 70000 slots"),
        "bytes": ("package main\n\nfunc main() {\n}\n" + "// a comment\n" * 1_300_000, "16777216-byte source-file limit"),
    }


def main():
    shapes = load_shapes(sys.argv[1])
    scale = Scale(shapes, Path(sys.argv[2]))
    wanted = sys.argv[3:]
    jobs = [(name, lambda s=shape: scale.judge(s, scale.compile)) for name, shape in shapes.SHAPES.items()]
    jobs += [(name, lambda s=shape: scale.judge(s, scale.refuse)) for name, shape in shapes.BROKEN.items()]
    limits = beyond_limits(shapes)
    jobs += [(f"limit of {name}", lambda j=job: scale.refuse(*j)) for name, job in limits.items()]
    failed = 0
    for name, job in jobs:
        if wanted and name not in wanted:
            continue
        try:
            job()
        except (Failure, subprocess.TimeoutExpired) as failure:
            print(f"{name}: {failure}")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
