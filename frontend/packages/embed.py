"""Writes the C++ file that holds the sources of the standard library.

Usage: embed.py OUTPUT PREFIX FILE...

PREFIX is cut off the files' paths. The texts become string literals of at most LIMIT bytes each, because compilers
bound the length of one literal.
"""

import sys

LIMIT = 8000


def literal(data):
    """Bytes as C++ string literals."""
    lines = []
    for start in range(0, len(data), LIMIT):
        text = []
        for byte in data[start : start + LIMIT]:
            if byte == 0x0A:
                text.append("\\n")
            elif byte in (0x22, 0x5C):
                text.append("\\" + chr(byte))
            elif 0x20 <= byte < 0x7F and byte != 0x3F:
                text.append(chr(byte))
            else:
                text.append("\\%03o" % byte)
        lines.append('"%s"' % "".join(text))
    return "\n    ".join(lines) or '""'


def main():
    output, prefix, *files = sys.argv[1:]
    rows = []
    for path in sorted(files):
        name = path[path.index(prefix) + len(prefix) :]
        with open(path, "rb") as file:
            data = file.read()
        rows.append('  {"%s",\n    %s,\n    %d},' % (name, literal(data), len(data)))
    with open(output, "w", encoding="ascii") as out:
        out.write('#include "frontend/packages/EmbeddedSources.h"\n\n')
        out.write("static constexpr vo::fe::EmbeddedSource kSources[] = {\n%s\n};\n\n" % "\n".join(rows))
        out.write("llvm::ArrayRef<vo::fe::EmbeddedSource> vo::fe::embeddedSources() {\n  return kSources;\n}\n")


if __name__ == "__main__":
    main()
