"""Runs one program compiled in many ways, and says which of them disagree."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

STRESS = {"VO_GC_STRESS": "1", "VO_GC_VERIFY": "1"}
SECONDS = 60
MOST_OUTPUT = 4 << 20
# Optimizing passes that take a limit on how often they do something.
LIMITS = (
    "vo-capture-values.max-sets",
    "vo-elide-copies.max-copies",
    "vo-inline.max-calls",
    "vo-known-closures.max-calls",
    "vo-known-closures.max-inlined",
    "vo-local-facts.max-marks",
    "vo-open-defers.max-functions",
    "vo-place-polls.max-polls",
    "vo-share-bytes.max-shared",
    "vo-stack-promote.max-promotions",
    "vo-static-data.max-marks",
)


@dataclass
class Way:
    """How a program is compiled: `in_process` by the JIT, else an executable. Runs are its names with their environments."""

    options: list[str]
    runs: dict[str, dict[str, str]]
    in_process: bool = False
    rewrites: str = "all"  # which of the optimizers' rewrites are done (VO_REWRITES)


def random_way(rng: Random) -> Way:
    """Any options that may not change what a program does, in any environment of which that is true."""
    options = [f"-O{rng.choice((0, 1, 1, 2, 2, 3))}"]
    switches = {
        "--inline-budget": (1, 30, 300, 0),
        "--inline-recursion": (0, 1, 4),
        "--frame-roots-limit": (0, 20, 200),
        "--linear-statepoints": (0,),
        "--trim-statepoints": (0,),
        "--forward-words": (0,),
        "--tail-loops": (0,),
        "--poison-frames": (1,),
        "--cpu": ("native",),
    }
    for switch, values in switches.items():
        if rng.random() < 0.35:
            options.append(f"{switch}={rng.choice(values)}")
    limits = [limit for limit in LIMITS if options[0] != "-O0" and rng.random() < 0.25]
    options += [f"--pass-option={limit}={rng.choice((-1, 0, 1, 3, 10))}" for limit in limits]
    environment = {}
    if rng.random() < 0.6:
        environment |= STRESS
    elif rng.random() < 0.6:
        environment |= {"VO_GC_NURSERY": rng.choice(("4K", "16K", "64K", "1M")), "VO_GC_VERIFY": "1"}
    if rng.random() < 0.3:
        environment["VO_TIME_SLICE"] = rng.choice(("1", "5", "0"))
    way = Way(options, {"random": environment}, in_process=rng.random() < 0.7)
    if rng.random() < 0.5:  # three quarters, a half, or a quarter of them
        way.rewrites = rng.choice(("-01", "+1", "-1", "+00"))
    return way


def ways(rng: Random) -> list[Way]:
    """Those of one program. Compilations take most of the time, so some take turns."""
    made = [
        Way(["-O2"], {"aot-O2": {}, "aot-O2-stress": STRESS}),
        Way(["-O0"], {"jit-O0": rng.choice(({}, STRESS))}, in_process=True),
        random_way(rng),
    ]
    if rng.random() < 0.2:
        made.append(rng.choice((Way(["-O2"], {"jit-O2": {}}, in_process=True), Way(["-O0"], {"aot-O0": {}, "aot-O0-stress": STRESS}))))
    return made


@dataclass
class Outcome:
    """What a run printed. `failure`: it could not be compiled, was killed, or took too long."""

    out: str
    status: int
    failure: str = ""
    error: str = ""

    def differs(self, other: Outcome) -> bool:
        return (self.out, self.status, bool(self.failure)) != (other.out, other.status, bool(other.failure))


# --- running -------------------------------------------------------------------------------------------------------


def execute(command: list, environment: dict[str, str], seconds: int, folder: Path) -> Outcome:
    """Runs a command and its children; none of them outlives the time. Output beyond a limit is cut."""
    with open(folder / "stdout", "wb+") as out, open(folder / "stderr", "wb+") as err:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=folder, start_new_session=True,
            env={**os.environ, "VO_CACHE": "off", "GOFLAGS": "-mod=mod", **environment},
        )  # fmt: skip
        failure = ""
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            status = process.wait()
            failure = f"no end within {seconds} s"
        out.seek(0)
        err.seek(0)
        text, error = (file.read(MOST_OUTPUT).decode(errors="backslashreplace") for file in (out, err))
    if status < 0 and not failure:
        failure = f"signal {-status}"
    if len(text) >= MOST_OUTPUT:
        failure = "too much output"
    return Outcome(text, status, failure, error)


def run_way(way: Way, source: Path, voc: str, folder: Path, seconds: int = SECONDS) -> dict[str, Outcome]:
    """The outcome of each of its runs."""
    chosen = {} if way.rewrites == "all" else {"VO_REWRITES": way.rewrites}
    if way.in_process:
        command = [voc, "run", "--engine=jit", "--crash-reproducer=", *way.options, source]
        made = {name: execute(command, environment | chosen, seconds, folder) for name, environment in way.runs.items()}
        for done in made.values():
            if done.status == 1 and not done.out and ": error: " in done.error:
                done.failure = "not compiled"
        return made
    executable = folder / f"{source.stem}.exe"
    built = execute([voc, "build", "--crash-reproducer=", *way.options, source, "-o", executable], chosen, seconds, folder)
    if built.status != 0:
        built.failure = built.failure or "not compiled"
        return dict.fromkeys(way.runs, built)
    return {name: execute([executable], environment, seconds, folder) for name, environment in way.runs.items()}


def run_go(source: Path, go: str, folder: Path, seconds: int = SECONDS) -> Outcome:
    """Without optimizations: Go's have known defects."""
    executable = folder / f"{source.stem}.go.exe"
    built = execute([go, "build", "-gcflags=all=-N", "-ldflags=-s -w", "-o", executable, source], {}, seconds * 3, folder)
    if built.status != 0:
        built.failure = built.failure or "not compiled"
        return built
    return execute([executable], {}, seconds, folder)


# --- texts ---------------------------------------------------------------------------------------------------------

# Go's texts of panics and Vo's have these in common, and no more.
TRAPS = [
    (r"(runtime error: )?index out of range.*", "index out of range"),
    (r"(runtime error: )?slice bounds out of range.*", "slice bounds out of range"),
    (r"runtime error: (invalid memory address or )?nil pointer dereference|runtime error: call of nil function", "nil"),
    (r"(runtime error: )?interface conversion:.*", "interface conversion"),
    (r"(runtime error: )?assignment to entry in nil map", "nil map"),
    (r"runtime error: hash of unhashable type.*", "unhashable"),
    (r"runtime error: comparing uncomparable type.*", "uncomparable"),
    (r"runtime error: makeslice:.*", "makeslice"),
    (r"(runtime error: )?(close of nil channel|close of closed channel|send on closed channel)", r"\2"),
]


def common_text(out: str) -> str:
    """What of an output must be equal in both languages."""
    for pattern, text in TRAPS:
        out = re.sub(rf"{pattern}$", text, out, flags=re.MULTILINE)
    return out


def first_difference(left: str, right: str) -> str:
    lines, others = left.splitlines(), right.splitlines()
    for number, (line, other) in enumerate(zip(lines, others, strict=False), 1):
        if line != other:
            return f"line {number}: {line!r} / {other!r}"
    return f"line {min(len(lines), len(others)) + 1}: one ends ({len(lines)} and {len(others)} lines)"
