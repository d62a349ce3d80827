#!/usr/bin/env python3
"""Runs the language's own suite (tests/lang of vo-lang/volang) through this project.

  conformance.py prepare --reference DIR --vo BIN --cache DIR [--jobs N]
  conformance.py run --cache DIR --voc BIN [--engine jit|aot|both] [--gc-stress] [options]
  conformance.py run --cache DIR --command 'CMD {vob}' [options]

`prepare` has the reference compiler (BIN) make one module of each case of the reference checkout DIR, runs it on the
reference VM, and writes an index, the modules and the expected stdouts into the cache. Nothing of it belongs in this
repository.

`run` runs every case in an empty folder under a time limit and prints one table per engine. Cases are split in two halves
by a hash of their id: `open` may be used while developing, `held` only to accept work. Outcomes:

  passed    same success or failure, and stdout is the same text or the same words in another order
  refused   exit status 1 with `not supported` on stderr: the compiler declined, and said what; never a pass
  failed    anything else that ended by itself
  CRASHED   ended by a signal
  HUNG      did not end

Exit status 0 only if every case passed.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import shlex
import sys
import tempfile
import tomllib
from pathlib import Path

import cases

OUTCOMES = ["passed", "refused", "failed", "CRASHED", "HUNG"]
STRESS = ["VO_GC_STRESS=1", "VO_GC_VERIFY=1"]
REFUSAL = "not supported"
KEPT_STDERR = 2000


# --- prepare -----------------------------------------------------------------------------------------------------------


def prepare_case(case, root, options):
    """Compiles and runs one case with the reference; returns its index record, or None for a kind we do not run."""
    if case["kind"] == "zip":
        return None
    source = (root / case["path"]).resolve()
    expect = case["expect"]
    fails = isinstance(expect, dict) and "fail" in expect
    record = {
        "id": case["id"],
        "source": str(source),
        "kind": case["kind"],
        "half": cases.half_of(case["id"]),
        "category": case["path"].split("/")[1] if "/" in case["path"] else case["kind"],
        "tags": case.get("tags", []),
        "matrix": case.get("matrix", ""),
        "expect": "fail" if fails else "pass",
    }
    if fails:
        record["messages"] = expect["fail"]
    cache = Path(options.cache).resolve()
    module = cache / (case["id"] + ".vob")
    with tempfile.TemporaryDirectory() as folder:
        compiled = cases.execute([options.vo, "emit", source, "-o", module], folder, options.timeout)
        record["compiles"] = compiled.status == 0 and module.exists()
        if not record["compiles"]:
            record["diagnostic"] = compiled.err[-KEPT_STDERR:]
            return record
        ran = cases.execute([options.vo, "run", source, "--mode=vm"], folder, options.timeout)
    (cache / (case["id"] + ".out")).write_bytes(ran.out)
    record["rc"] = "timeout" if ran.status is None else ran.status
    record["stderr"] = ran.err[-KEPT_STDERR:]
    record["vm"] = "vm" not in case.get("skip", [])
    return record


def prepare(options):
    root = Path(options.reference) / "tests/lang"
    cache = Path(options.cache)
    cache.mkdir(parents=True, exist_ok=True)
    manifest = tomllib.loads((root / "manifest.toml").read_text())["case"]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        records = [r for r in pool.map(lambda case: prepare_case(case, root, options), manifest) if r]
    (cache / "index.json").write_text(json.dumps(records, indent=1))
    kinds = collections.Counter((r["expect"], r["compiles"], r.get("rc")) for r in records)
    print(f"{len(records)} cases; (expectation, compiles, exit status): {dict(kinds)}")
    return 0


# --- run ---------------------------------------------------------------------------------------------------------------


def select(options):
    """The records that the options ask for and that can be run."""
    records = cases.load(Path(options.cache), options.half)
    if options.source:
        records = [r for r in records if r["compiles"] or r["expect"] == "fail"]
    else:
        records = [r for r in records if r["compiles"] and r["rc"] != "timeout" and r["vm"]]
    if options.only:
        records = [r for r in records if options.only in r["id"] or options.only in r["source"]]
    return records


def judge(record, ended, expected_out):
    """(outcome, reason) of one case; expected_out is None where the compiler must reject the program."""
    if ended.status is None:
        return "HUNG", "no end within the time limit"
    if ended.status < 0:
        return "CRASHED", f"signal {-ended.status}"
    if expected_out is None:
        said = ended.err + ended.out.decode("utf8", "replace")
        if ended.status == 0:
            return "failed", "accepted"
        told = all(cases.mentions(said, message) for message in record["messages"])
        return ("passed", "") if told else ("failed", "diagnostic differs")
    if ended.status == 1 and REFUSAL in ended.err and REFUSAL not in record["stderr"]:
        return "refused", refused_what(ended.err)
    if (ended.status == 0) != (record["rc"] == 0):
        return "failed", f"exit {ended.status}, want {record['rc']}"
    if not cases.same_output(ended.out, expected_out):
        return "failed", "stdout differs"
    return "passed", ""


def refused_what(err):
    """What a refusal names: the opcode, the library's function or the imported package if it says one, else the words around `not supported`."""
    line = next(line for line in err.splitlines() if REFUSAL in line)
    package = re.search(r"package not found: (\S+)", line)
    if package:
        return f"import {package[1]}"
    refusal = re.search(r"(?:error: )?([^:]*) are not supported yet \(([\w.]+)", line)
    if refusal:
        words, opcode = refusal[1].strip(), refusal[2]
        return words if opcode == "CallExtern" else opcode
    before, _, after = line.partition(REFUSAL)
    return after.strip(" :'`") or before.strip(" :'`").removesuffix(" is")


def run_case(record, command, options, environment):
    cache = Path(options.cache).resolve()
    words = [
        word.replace("{vob}", str(cache / (record["id"] + ".vob"))).replace("{vo}", record["source"])
        for word in shlex.split(command)
    ]
    with tempfile.TemporaryDirectory() as folder:
        ended = cases.execute(words, folder, options.timeout, environment)
    rejects = record["expect"] == "fail" and not record["compiles"]
    expected = None if rejects else (cache / (record["id"] + ".out")).read_bytes()
    outcome, reason = judge(record, ended, expected)
    return {
        "id": record["id"],
        "category": record["category"],
        "outcome": outcome,
        "reason": reason,
        "status": ended.status,
        "stderr": ended.err[-KEPT_STDERR:],
    }


def last_line(text):
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def print_table(title, results):
    """One row per category, one column per outcome."""
    rows = collections.defaultdict(collections.Counter)
    for result in results:
        rows[result["category"]][result["outcome"]] += 1
        rows["all"][result["outcome"]] += 1
    width = max(len(name) for name in rows)
    print(f"\n{title}\n{'category':{width}}" + "".join(f"{name:>9}" for name in OUTCOMES) + f"{'of':>9}")
    for name in sorted(rows, key=lambda name: (name == "all", name)):
        counts = rows[name]
        print(f"{name:{width}}" + "".join(f"{counts[o] or '.':>9}" for o in OUTCOMES) + f"{counts.total():>9}")


def report(title, results, show):
    """Prints crashes and hangs in full, up to `show` failures, what was refused most, and the table."""
    for result in results:
        if result["outcome"] in ("CRASHED", "HUNG"):
            print(f"{result['outcome']} {result['id']}: {result['reason']}: {last_line(result['stderr'])}")
    failed = [result for result in results if result["outcome"] == "failed"]
    for result in failed[:show]:
        print(f"failed {result['id']}: {result['reason']}: {last_line(result['stderr'])}")
    if len(failed) > show:
        print(f"… and {len(failed) - show} more failures (--show)")
    refused = collections.Counter(r["reason"] for r in results if r["outcome"] == "refused")
    if refused:
        print("refused for: " + ", ".join(f"{name} {count}" for name, count in refused.most_common()))
    print_table(title, results)


def engines(options):
    """(title, command) of each engine to run."""
    if options.command:
        return [("command", options.command)]
    if not options.voc:
        sys.exit("conformance.py run: give --voc or --command")
    names = ["jit", "aot"] if options.engine == "both" else [options.engine]
    voc = shlex.quote(str(Path(options.voc).resolve()))
    return [(name, f"{voc} run --engine={name} {{{'vo' if options.source else 'vob'}}}") for name in names]


def run(options):
    records = select(options)
    settings = options.env + (STRESS if options.gc_stress else [])
    environment = dict(setting.split("=", 1) for setting in settings)
    everything = {}
    for title, command in engines(options):
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(lambda r, c=command: run_case(r, c, options, environment), records))
        report(" ".join([f"engine {title}", *settings]), results, options.show)
        everything[title] = results
    if options.json:
        Path(options.json).write_text(json.dumps(everything, indent=1))
    good = [result["outcome"] == "passed" for results in everything.values() for result in results]
    return 0 if good and all(good) else 1


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    both = argparse.ArgumentParser(add_help=False)
    both.add_argument("--cache", required=True, help="folder of the prepared cases")
    both.add_argument("--jobs", type=int, default=os.cpu_count())
    both.add_argument("--timeout", type=float, default=60, help="seconds per command")
    one = verbs.add_parser("prepare", parents=[both])
    one.add_argument("--reference", required=True, help="checkout of the reference toolchain")
    one.add_argument("--vo", required=True, help="the reference compiler")
    two = verbs.add_parser("run", parents=[both])
    two.add_argument("--voc", help="our driver; run as `voc run --engine=E FILE`")
    two.add_argument("--engine", default="both", choices=["jit", "aot", "both"])
    two.add_argument("--gc-stress", action="store_true", help="set " + " ".join(STRESS))
    two.add_argument("--command", help="run this instead, with {vob} or {vo} for the file")
    two.add_argument("--env", action="append", default=[], metavar="K=V")
    two.add_argument("--half", default="open", choices=["open", "held", "all"])
    two.add_argument("--source", action="store_true", help="run the sources, not the modules")
    two.add_argument("--only", help="only cases whose id or path contains this")
    two.add_argument("--show", type=int, default=50, help="failures to print")
    two.add_argument("--json", help="write all results to this file")
    return parser.parse_args()


def main():
    options = parse()
    sys.exit(prepare(options) if options.verb == "prepare" else run(options))


if __name__ == "__main__":
    main()
