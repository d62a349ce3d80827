"""Where a program's objects come from that are left on the heap, and what the passes say of the operations there.

Counts are VO_ALLOC_PROFILE's, by source line. The operations are those that may allocate in the text of `voc build --emit=vo-opt`
with vo-escape.annotate. The two are joined by line: that of the innermost function where calls were inlined. Go's profile counts
blocks of 16 bytes where objects are smaller and have no pointers, so it shows fewer of these than there are.
"""
import json
import os
import re
from typing import NamedTuple, Optional

from counting import go_lines, run

ALIAS = re.compile(r"^(#loc\w*) = loc\((.*)\)$", re.MULTILINE)
PLACE = re.compile(r'"([^"]*)":(\d+):\d+')
FUNCTION = re.compile(r"^\s*vo\.func .*?(@[\w.$\"<>*-]+)\(")
OPERATION = re.compile(r"^\s*(?:%[\w:]+(?:, %\w+)* = )?(vo\.[\w.]+(?: @[\w.]+)?)(.*) loc\((.*)\)$")
REASON = re.compile(r'vo\.escape = "(\w+)"')
NATIVE = re.compile(r"vo\.func private (@[\w.]+)\(.*\bnative = ")
# What may allocate without an object that vo-escape judges; so may calls of natives.
GROWING = re.compile(r"vo\.(append\w*|string\.concat|map\.set)$")


class Operation(NamedTuple):
    """An operation that may allocate on the heap."""

    function: str
    name: str
    reason: str  # of vo.escape, or "-"
    type: str


class Site(NamedTuple):
    """A line of a program, or of the library, and what it allocates in a run."""

    program: str
    file: str
    line: int
    objects: int
    bytes: int
    go: Optional[int]  # objects that Go makes there; nothing for the library's lines, and where there is no Go
    operations: list


def innermost(location, aliases):
    """File and line of a location: of the callee, where it is a chain of inlined calls."""
    while not (place := PLACE.match(location)):
        inner = re.match(r"(?:callsite\()?(#loc\w*)", location)
        if not inner:
            return None
        location = aliases.get(inner[1], "")
    return place[1], int(place[2])


def operations(text):
    """Those that may allocate on the heap, by file and line."""
    aliases, found, function = dict(ALIAS.findall(text)), {}, ""
    may_grow = {f"vo.call {native}" for native in NATIVE.findall(text)}
    for line in text.splitlines():
        if begins := FUNCTION.match(line):
            function = begins[1]
        operation = OPERATION.match(line)
        if not operation:
            continue
        name, rest, location = operation.groups()
        reason = REASON.search(rest)
        if re.search(r"\{[^}]*\bframe\b", rest) or not (reason or GROWING.match(name) or name in may_grow):
            continue
        kind = rest.rpartition(" : ")[2].rpartition(" to ")[2] if " : " in rest else ""
        place = innermost(location, aliases)
        found.setdefault(place, []).append(Operation(function, name, reason[1] if reason else "-", kind))
    return found


def sites(voc, source, executable, with_go):
    """The Sites of a program that has been built; leaves the profile beside it."""
    profile = source.with_suffix(".json")
    printed = run(executable, env={**os.environ, "VO_ALLOC_PROFILE": str(profile)})
    command = [voc, "build", "--emit=vo-opt", "--pass-option=vo-escape.annotate=1", source, "-o", "-"]
    found = operations(run(*command).decode())
    theirs = go_lines(source.read_text(encoding="utf-8"), printed) if with_go else None
    made = []
    for row in json.loads(profile.read_text())["sites"]:
        place = row["file"], row["line"]
        go = theirs.get(row["line"], 0) if theirs is not None and row["file"] == source.name else None
        made.append(Site(source.stem, *place, row["objects"], row["bytes"], go, found.get(place, [])))
    return made


def print_sites(all_sites, most):
    """The largest of several programs, one operation a line."""
    print(f"{'program':16}{'objects':>12}{'Go':>12}{'bytes':>14}  line, and what may allocate there: function, operation, vo.escape, type")
    for site in sorted(all_sites, key=lambda site: -site.objects)[:most]:
        go = "-" if site.go is None else f"{site.go:,}"
        print(f"{site.program:16}{site.objects:>12,}{go:>12}{site.bytes:>14,}  {site.file}:{site.line}")
        for operation in dict.fromkeys(site.operations):
            print(f"{'':56}{' '.join(operation)}".rstrip())
