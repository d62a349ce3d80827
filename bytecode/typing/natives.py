"""Writes the table of the library's native functions: VO_NATIVE("package", "function", "signature").

Usage: natives.py OUTPUT PREFIX FILE...

PREFIX is cut off the files' paths; what is left of the folder is the package. A function without a body is native.
"""

import os
import re
import sys


def main():
    output, prefix, *files = sys.argv[1:]
    rows = []
    for path in sorted(files):
        package = os.path.dirname(path[path.index(prefix) + len(prefix) :])
        for line in open(path, encoding="utf-8"):
            text = line.split("//")[0].rstrip().replace("interface{}", "any")
            found = re.match(r"func (\w+)(\([^{]*)$", text)
            if found:
                rows.append('VO_NATIVE("%s", "%s", "%s")\n' % (package, found.group(1), found.group(2).strip()))
    with open(output, "w", encoding="ascii") as out:
        out.writelines(rows)


if __name__ == "__main__":
    main()
