"""Programs made of cases, in Vo and in Go.

A program runs the case whose number stands in its marker, or all those that are known not to panic. The marker's bytes are
made at run time, so no optimizer knows the number; whoever runs the program writes another one over it. In Go every case
is run, and its panic recovered.
"""

import hashlib
import itertools

import arrays
import makes
import pointers
import slices
import strings
from operands import Theme

MARKER = "case 00000 of the accesses"
ALL = 99999
CHUNK = 40


def marker(number: int) -> str:
    return MARKER.replace("00000", f"{number:05}")


def all_themes() -> list[Theme]:
    return list(itertools.chain.from_iterable(module.themes() for module in (slices, strings, arrays, pointers, makes)))


def _common(theme: Theme, step: int = 1) -> str:
    """Everything but `main` and `println`, with every step-th case."""
    parts = ["package main\n", theme.types, "\nvar zero int\n"]
    parts += [f"var {name} {kind}\n" for name, kind, _ in theme.globals]
    parts += [text for _, text in theme.helpers.values()]
    # The character behind "case" is a space.
    parts.append(
        f'func setup() int {{\nb := []byte("{MARKER}")\nzero = int(b[4]) - 32\nn := 0\n'
        "for i := 5; i < 10; i++ {\nn = n*10 + int(b[i]) - 48\n}\nreturn n\n}\n"
    )
    # Before each case, because not all are run, and cases change what they find.
    fresh = "".join(f"{name} = {value}\n" for name, _, value in theme.globals)
    parts.append(f"func fresh() {{\n{fresh}}}\n")
    chosen = range(0, len(theme.cases), step)
    for number in chosen:
        parts.append(f"func c{number}() {{\n{theme.cases[number].body}\n}}\n")
    chunks = range(0, len(theme.cases), CHUNK)
    for first in chunks:
        calls = "".join(f"case {n}:\nc{n}()\n" for n in range(first, first + CHUNK) if n in chosen)
        parts.append(f"func run{first}(n int) {{\nswitch n {{\n{calls}}}\n}}\n")
    calls = "".join(f"case {first // CHUNK}:\nrun{first}(n)\n" for first in chunks)
    parts.append(f'func run(n int) {{\nfresh()\nprintln("==", n)\nswitch n / {CHUNK} {{\n{calls}}}\n}}\n')
    return "".join(parts)


def digest(theme: Theme) -> str:
    """Tells whether expectations belong to these cases."""
    return hashlib.sha256(_common(theme).encode()).hexdigest()[:16]


def vo_program(theme: Theme, quiet: set[int], step: int) -> str:
    flags = "".join("0" if number in quiet else "1" for number in range(len(theme.cases)))
    return _common(theme, step) + (
        f"func main() {{\nn := setup()\nif n != {ALL} {{\nrun(n)\nreturn\n}}\n"
        f'flags := "{flags}"\nfor i := 0; i < len(flags); i++ {{\nif flags[i] == 48 {{\nrun(i)\n}}\n}}\n}}\n'
    )


def go_program(theme: Theme) -> str:
    text = _common(theme).replace("package main\n", 'package main\n\nimport "fmt"\n', 1)
    return text + (
        "func println(a ...any) { fmt.Println(a...) }\n"
        'func try(n int) {\ndefer func() {\nif e := recover(); e != nil {\nfmt.Println("panic:", e)\n}\n}()\nrun(n)\n}\n'
        f"func main() {{\nsetup()\nfor i := 0; i < {len(theme.cases)}; i++ {{\ntry(i)\n}}\n}}\n"
    )
