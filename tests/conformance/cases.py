"""What the conformance tools share: the index of cases, running one command under limits, and the suite's text rule."""

import hashlib
import json
import os
import resource
import signal
import subprocess
from pathlib import Path
from typing import NamedTuple


class Ended(NamedTuple):
    """How a command ended. status is None after a time-out, negative after a signal (-number)."""

    status: int | None
    out: bytes
    err: str


def half_of(case_id: str) -> str:
    """`open` cases may be used while developing, `held` ones only to accept work."""
    return "open" if hashlib.sha256(case_id.encode()).digest()[0] & 1 else "held"


def mentions(text: str, pattern: str) -> bool:
    """The suite's rule: a pattern's parts, split at each letter X, occur in order."""
    at = 0
    for part in pattern.split("X"):
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def same_output(got: bytes, want: bytes) -> bool:
    """The same text, or the same words in another order: the language leaves map order and interleavings open."""
    return got == want or sorted(got.split()) == sorted(want.split())


def load(cache: Path, half: str) -> list[dict]:
    """The index that `conformance.py prepare` wrote, cut down to one half unless half is `all`."""
    records = json.loads((cache / "index.json").read_text())
    return [record for record in records if half in ("all", record["half"])]


def _no_core_file():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def execute(command, folder, seconds, environment=None) -> Ended:
    """Runs command in folder; after the time limit the whole process group is killed."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_no_core_file,
        start_new_session=True,
        env={**os.environ, "VOWORK": "off", **(environment or {})},
    )
    try:
        out, err = process.communicate(timeout=seconds)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        status = None
    return Ended(status, out, err.decode("utf8", "replace"))
