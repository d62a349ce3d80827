#!/usr/bin/env python3
"""Writes the code point ranges that identifiers are made of.

    generate.py DerivedCoreProperties.txt DerivedGeneralCategory.txt >Ranges.inc

The two files are those of one version of the Unicode Character Database; the
language pins version 16.0.0. Run it again only when the language moves on.
"""
import re
import sys

# Array in the output, file it is taken from, value of the property.
TABLES = (
    ("alphabeticRanges", 0, "Alphabetic"),
    ("uppercaseRanges", 0, "Uppercase"),
    ("decimalRanges", 1, "Nd"),
)
LINE = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)\s*(?:#.*)?$")


def ranges_of(path, value):
    """Merged, sorted (first, last) pairs of the code points with `value`."""
    found = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = LINE.match(line)
            if match and match[3] == value:
                found.append((int(match[1], 16), int(match[2] or match[1], 16)))
    merged = []
    for first, last in sorted(found):
        if merged and merged[-1][1] + 1 >= first:
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    return merged


def main(paths):
    if len(paths) != 2:
        sys.exit(__doc__)
    print("// Made by generate.py from the Unicode Character Database, version 16.0.0.")
    for array, file, value in TABLES:
        ranges = ranges_of(paths[file], value)
        total = sum(last - first + 1 for first, last in ranges)
        print(f"\n// {value}: {total} code points")
        print(f"static constexpr llvm::sys::UnicodeCharRange {array}[] = {{")
        for first, last in ranges:
            print(f"    {{0x{first:04X}, 0x{last:04X}}},")
        print("};")


if __name__ == "__main__":
    main(sys.argv[1:])
