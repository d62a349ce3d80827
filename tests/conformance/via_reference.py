#!/usr/bin/env python3
"""Our front end against the reference's engines: voc compiles the suite's sources, the reference runs our modules.

  via_reference.py --voc BIN --reference DIR --cache DIR [--half open|held|all] [options]
  via_reference.py --voc BIN --reference DIR --programs FOLDER [options]

  --library reference|ours   library sources to compile against (default reference)
  --target vm|jit            the reference's virtual machine, or its JIT with every function compiled at its first call
  --jobs N, --show N         at once; failures to print

DIR of --reference is a built checkout of the reference (with vo-test), the cache comes from `conformance.py prepare`.
Cases that must pass have to compile, end well on the reference and print what the reference's own module prints; cases
that must fail have to be rejected with the suite's texts. With --programs the cases are the .vo files below FOLDER in place
of the suite's: programs that check themselves, such as tests/stdlib, and only have to end well. Prints the failures and their kinds; exit status 1 if there are any.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import cases

COMPILE_SECONDS = 60

# What the reference's test runner takes as target and backend, and what a run there needs in its environment.
TARGETS = {"vm": {}, "jit": {"VO_JIT_CALL_THRESHOLD": "1"}}


def last_line(text, otherwise):
    lines = text.strip().splitlines()
    return lines[-1] if lines else otherwise


def error_line(text):
    """The first message of a compiler's list, which shows source lines below its messages."""
    return next((line for line in text.splitlines() if "error:" in line), None) or last_line(text, "no message")


def must_be_rejected(record):
    return record["expect"] == "fail" and not record["compiles"]


def compile_case(record, folder, options):
    """(record, module, None) after success, (record, None, reason) after failure, (record, None, None) if rightly rejected."""
    module = folder / (record["id"] + ".vob")
    environment = {"VO_STDLIB": str(options.reference / "lang/stdlib")} if options.library == "reference" else {}
    ended = cases.execute(
        [options.voc, "emit", record["source"], "-o", module], folder, COMPILE_SECONDS, environment
    )
    if ended.status is None:
        return record, None, "hang: voc emit does not end"
    if ended.status < 0:
        return record, None, f"crash: voc emit ended by signal {-ended.status}"
    if must_be_rejected(record):
        said = ended.out.decode("utf8", "replace") + ended.err
        told = ended.status > 0 and all(cases.mentions(said, message) for message in record["messages"])
        return record, None, None if told else "diagnostic: " + last_line(ended.err, "accepted")
    if ended.status != 0 or not module.exists():
        return record, None, "compile: " + error_line(ended.err)
    return record, module, None


def job_of(case_id, module, target):
    """One run of a module in a plan of the reference's test runner."""
    return {
        "id": f"{case_id}::{target}",
        "case_id": case_id,
        "kind": "file",
        "path": str(module),
        "target": target,
        "backend": target,
        "env": {"VOWORK": "off", **TARGETS[target]},
        "timeout_sec": 60,
        "expect": {"kind": "pass"},
    }


def run_modules(modules, folder, options):
    """Runs the modules in one plan of the reference's test runner; yields (id, reason) of each failure."""
    jobs = [job_of(case_id, module, options.target) for case_id, module in modules]
    plan = folder / "plan.json"
    plan.write_text(json.dumps({"schema": "volang.test-plan.v1", "suite": "lang", "jobs": jobs}))
    runner = options.reference / "target/release-native/vo-test"
    done = subprocess.run(
        [runner, "run-plan", plan, "--jobs", str(options.jobs), "--format", "json"],
        capture_output=True,
        text=True,
        errors="replace",
        cwd=options.reference,
        check=False,
    )
    start = done.stdout.find("{")
    if start < 0:
        sys.exit(f"{runner} printed no result:\n{done.stderr[-800:]}")
    results = json.loads(done.stdout[start:])["jobs"]
    for result in results:
        if result["status"] != "passed":
            yield result["case_id"], f"reference {options.target}: " + str(result["failure_reason"] or result["error"])[:160]
            continue
        if options.programs:
            continue
        want = (options.cache / (result["case_id"] + ".out")).read_bytes()
        if not cases.same_output(result["stdout"].encode(), want):
            yield result["case_id"], f"stdout differs on the reference {options.target}"
    if len(results) != len(jobs):
        yield "plan", f"plan: the reference ran {len(results)} of {len(jobs)}"


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--voc", required=True, type=lambda text: Path(text).resolve())
    parser.add_argument("--reference", required=True, type=lambda text: Path(text).resolve())
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--cache", type=lambda text: Path(text).resolve())
    source.add_argument("--programs", type=lambda text: Path(text).resolve())
    parser.add_argument("--half", default="open", choices=["open", "held", "all"])
    parser.add_argument("--library", default="reference", choices=["reference", "ours"])
    parser.add_argument("--target", default="vm", choices=TARGETS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--show", type=int, default=20)
    return parser.parse_args()


def programs_below(folder):
    """Records in the form of the cache's of all programs in a folder."""
    return [
        {"id": ".".join(file.relative_to(folder).with_suffix("").parts), "source": file, "expect": "pass", "compiles": True}
        for file in sorted(folder.rglob("*.vo"))
    ]


def records_of(options):
    """What is to be run, or to be rejected."""
    if options.programs:
        return programs_below(options.programs)
    return [
        record
        for record in cases.load(options.cache, options.half)
        if (record["compiles"] and record.get("rc") == 0) or must_be_rejected(record)
    ]


def main():
    options = parse()
    records = records_of(options)
    bad, modules = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for record, module, reason in pool.map(lambda r: compile_case(r, folder, options), records):
                if reason:
                    bad.append((record["id"], reason))
                elif module:
                    modules.append((record["id"], module))
        if modules:
            bad.extend(run_modules(modules, folder, options))
    for case_id, reason in bad[: options.show]:
        print(f"FAIL {case_id}: {reason}")
    print("kinds of failure:", dict(collections.Counter(reason.split(":")[0] for _, reason in bad)))
    print(f"{len(records) - len(bad)} passed, {len(bad)} failed")
    sys.exit(1 if bad or not records else 0)


if __name__ == "__main__":
    main()
