#!/usr/bin/env python3
"""Makes the tables of package unicode from files of the Unicode Character Database.

  make_tables.py FOLDER

FOLDER holds UnicodeData.txt and CaseFolding.txt of the version that stdlib/unicode names. Writes Categories.inc and
Cases.inc beside this script.
"""
import sys
from pathlib import Path

LIMIT = 0x110000
HERE = Path(__file__).resolve().parent
CATEGORIES = "Cn Cc Cf Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So Zl Zp Zs".split()
HEADER = "// Made from the Unicode Character Database, version 16.0.0, by make_tables.py; do not edit.\n// clang-format off\n\n"


def records(path):
    """The fields of the lines of a file that are not comments."""
    for line in path.read_text(encoding="utf8").splitlines():
        line = line.partition("#")[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def read_data(path):
    """Of every code point: its category, and where it differs, (upper, lower, title)."""
    category, cases, first = ["Cn"] * LIMIT, {}, None
    for fields in records(path):
        rune = int(fields[0], 16)
        if fields[1].endswith("First>"):
            first = rune
            continue
        for each in range(rune if first is None else first, rune + 1):
            category[each] = fields[2]
        first = None
        upper, lower, title = (int(f, 16) if f else None for f in fields[12:15])
        upper = rune if upper is None else upper
        lower = rune if lower is None else lower
        title = upper if title is None else title
        if (upper, lower, title) != (rune, rune, rune):
            cases[rune] = (upper, lower, title)
    return category, cases


def read_orbits(path):
    """Of every code point that folds: all that are equal to it, ascending."""
    classes = {}
    for fields in records(path):
        if fields[1] in "CS":
            classes.setdefault(int(fields[2], 16), set()).add(int(fields[0], 16))
    orbits = {}
    for fold, others in classes.items():
        orbit = sorted(others | {fold})
        for rune in orbit:
            orbits[rune] = orbit
    return orbits


def category_rows(category):
    """Start of each run of the same category, up to the end of all code points."""
    before = None
    for rune in range(LIMIT):
        if category[rune] != before:
            before = category[rune]
            yield rune << 5 | CATEGORIES.index(before)


def case_rows(cases):
    """(first, last, step, distances to upper, lower and title) of runs whose distances are the same."""
    rows = []
    for rune in sorted(cases):
        distances = tuple(to - rune for to in cases[rune])
        for row in rows[-2:]:
            step = rune - row[1]
            if row[3] == distances and step <= 2 and row[2] in (0, step):
                row[1], row[2] = rune, step
                break
        else:
            rows.append([rune, rune, 0, distances])
    # What the search in Cases.cpp relies on.
    assert all(a[1] < b[1] for a, b in zip(rows, rows[1:]))
    assert all(a[1] < b[0] for a, b in zip(rows, rows[2:]))
    return rows


def fold_rows(orbits, cases):
    """The steps of orbits that are not what the mapping to lower, or else upper, case gives."""
    for rune in sorted(set(orbits) | set(cases)):
        orbit = orbits.get(rune, [rune])
        after = orbit[(orbit.index(rune) + 1) % len(orbit)]
        upper, lower, _ = cases.get(rune, (rune, rune, rune))
        if after != (lower if lower != rune else upper):
            yield rune, after


def lines_of(items, width):
    for at in range(0, len(items), width):
        yield "    " + " ".join(items[at : at + width])


def table(kind, name, comment, items, width):
    return f"// {comment}\nstatic constexpr {kind} {name}[] = {{\n" + "\n".join(lines_of(items, width)) + "\n};\n"


def main():
    folder = Path(sys.argv[1])
    category, cases = read_data(folder / "UnicodeData.txt")
    orbits = read_orbits(folder / "CaseFolding.txt")
    rows = [f"0x{row:X}," for row in category_rows(category)]
    (HERE / "Categories.inc").write_text(
        HEADER + table("uint32_t", "kCategoryRuns", "First code point << 5 | category, of runs of the same category.", rows, 9)
    )
    runs = [
        f"{{0x{first:X}, 0x{last:X}, {step or 1}, {upper}, {lower}, {title}}},"
        for first, last, step, (upper, lower, title) in case_rows(cases)
    ]
    folds = [f"{{0x{rune:X}, 0x{after:X}}}," for rune, after in fold_rows(orbits, cases)]
    (HERE / "Cases.inc").write_text(
        HEADER
        + table("CaseRun", "kCaseRuns", "Code points with the same distances to their other cases.", runs, 2)
        + "\n"
        + table("FoldStep", "kFoldSteps", "Steps of orbits that no mapping to lower or upper case makes.", folds, 5)
    )


if __name__ == "__main__":
    main()
