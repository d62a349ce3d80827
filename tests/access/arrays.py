"""Accesses to arrays of no, one and three elements, wherever an array can lie."""

from operands import FORMS, Operand, Theme

ELEMENTS = [
    ("int", "7", "println(e)"),
    ("byte", "250", "println(e)"),
    ("string", '"st"', 'println(len(e), "["+e+"]")'),
    ("any", "any(4)", "println(e == nil)"),
    ("P", 'P{2, "pq"}', 'println(e.a, "["+e.s+"]")'),
    ("struct{}", "struct{}{}", "println(e == struct{}{})"),
    ("[0]int", "[0]int{}", "println(len(e))"),
    ("[2]int", "[2]int{1, 2}", "println(e[0], e[1])"),
]


def themes():
    theme = Theme("arrays", "\ntype P struct {\n\ta int\n\ts string\n}\n", step=13)
    for number, element in enumerate(ELEMENTS):
        for length in (0, 1, 3):
            box = f"B{number}{length}"
            theme.types += f"\ntype {box} struct {{\n\tbefore int\n\tx      [{length}]{element[0]}\n\tafter  string\n}}\n"
            theme.globals.append((f"array{number}{length}", f"[{length}]{element[0]}", f"[{length}]{element[0]}{{}}"))
            places(theme, element, length, box, f"array{number}{length}")
    nested(theme)
    yield theme


def places(theme: Theme, element, length: int, box: str, global_: str):
    """The same accesses to a local variable, a parameter's copy, a global variable, a field, an element of a slice."""
    kind, value, show = element
    array = Operand(f"[{length}]{kind}", "", f"[{length}]{kind}{{}}", length, length)
    # Preparation, and the expression that is the array.
    ways = [
        (theme.bind("x", array, "local"), "x"),
        (theme.bind("x", array, "hidden"), "x"),
        ("", global_),
        (f"b := &{box}{{}}\n", "b.x"),
        (f"var b {box}\n", "b.x"),
        (f"l := []{array.type}{{[{length}]{kind}{{}}}}\n", "l[zero]"),
    ]
    for turn, (prepare, x) in enumerate(ways):
        for index in (-1, 0, length, 9):
            at = prepare + theme.index("i", index, theme.form(turn))
            for body in (f"e := {x}[i]\n{show}", f"{x}[i] = {value}\ne := {x}[i]\n{show}"):
                theme.case(at + body, (index, length))
        theme.case(f"{prepare}println(len({x}), {x} == [{length}]{kind}{{}})")
        theme.case(f"{prepare}y := {x}\nfor i, e := range y {{\nprintln(i)\n{show}\n}}")
        for low, high in ((0, length), (length, length), (length + 1, length), (0, length + 1), (1, 0), (-1, 0)):
            at = prepare + theme.index("i", low, theme.form(turn)) + theme.index("j", high, theme.form(turn + 1))
            theme.case(f"{at}v := {x}[i:j]\nprintln(len(v), cap(v), v == nil)\nv = append(v, {value})\nprintln(len(v))", (low, high))
        at = prepare + theme.index("i", 0, theme.form(turn)) + theme.index("j", length + 1, theme.form(turn + 1))
        theme.case(f"{at}v := {x}[i:i:j]\nprintln(len(v))", (0, 0))


def nested(theme: Theme):
    """Arrays of arrays, one of the two without elements."""
    for outer, inner in ((2, 0), (0, 2), (0, 0), (2, 3)):
        array = Operand(f"[{outer}][{inner}]int", "", f"[{outer}][{inner}]int{{}}", outer, outer)
        for i, j in ((0, 0), (1, 2), (outer, 0), (1, inner), (-1, 0)):
            out = not 0 <= i < outer
            for form in FORMS:
                at = theme.bind("x", array, form) + theme.index("i", i, theme.form(1)) + theme.index("j", j, theme.form(2))
                numbers = (i, outer) if out else (j, inner)
                theme.case(f"{at}println(x[i][j])", numbers)
                theme.case(f"{at}x[i][j] = 6\nprintln(x[i][j])", numbers)
