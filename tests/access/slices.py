"""Accesses to slices: nil, empty, with room, with elements; elements of every width and kind."""

from operands import FORMS, Operand, Theme

TYPES = """
type P struct {
	a int
	s string
}

type R struct {
	p *P
	e any
	l []int
	z [0]int
}
"""

FAR = 1 << 40

# Type, three values, what shows the element `e`, what changes the element `x[i]`.
INTS = ("int", "7", "8", "9", "println(e)", "x[i] += 5")
ELEMENTS = [
    INTS,
    ("byte", "7", "8", "255", "println(e)", "x[i] += 5"),
    ("int16", "7", "-8", "9", "println(e)", "x[i] -= 5"),
    ("float32", "0.5", "1.5", "2.5", "println(e)", "x[i] *= 4"),
    ("float64", "0.5", "1.5", "2.5", "println(e)", "x[i] += 4"),
    ("bool", "true", "false", "true", "println(e)", "x[i] = !x[i]"),
    ("string", '"a"', '""', '"cde"', 'println(len(e), "["+e+"]")', 'x[i] += "z"'),
    ("any", "any(1)", "any(nil)", 'any("s")', "println(e == nil, e == any(1))", "x[i] = any(x[i] == nil)"),
    ("*P", "&P{a: 3}", "nil", '&P{s: "q"}', "println(e == nil)", "x[i].a++"),
    ("P", "P{a: 3}", "P{}", 'P{1, "q"}', 'println(e.a, "["+e.s+"]")', "x[i].a++"),
    ("R", "R{p: &P{}}", "R{}", "R{l: []int{1}}", "println(e.p == nil, e.e == nil, len(e.l))", "x[i].l = append(x[i].l, 1)"),
    ("[2]int", "[2]int{1, 2}", "[2]int{}", "[2]int{3, 4}", "println(e[0], e[1])", "x[i][1] += 3"),
    ("[0]int", "[0]int{}", "[0]int{}", "[0]int{}", "println(len(e))", "x[i] = [0]int{}"),
    ("struct{}", "struct{}{}", "struct{}{}", "struct{}{}", "println(e == struct{}{})", "x[i] = struct{}{}"),
    ("[]int", "[]int{1, 2}", "nil", "[]int{}", "println(len(e), e == nil)", "x[i] = append(x[i], 1)"),
]


def operands(element):
    """Slices of these elements: nil, empty, empty with room, one element, three with room for two more."""
    kind, *values = element[:4]
    slice_ = f"[]{kind}"
    other = f"{slice_}{{{', '.join(values * 2)}}}"
    return [
        Operand(slice_, "nil", other),
        Operand(slice_, f"{slice_}{{}}", other),
        Operand(slice_, f"make({slice_}, 0, 4)", other, 0, 4),
        Operand(slice_, f"{slice_}{{{values[0]}}}", other, 1, 1),
        Operand(slice_, f"append(make({slice_}, 0, 5), {', '.join(values)})", other, 3, 5),
    ]


def elements(theme: Theme, element, operand: Operand, forms):
    """Reads and writes of one element, inside and outside."""
    kind, value, _, _, show, change = element
    accesses = [
        f"e := x[i]\n{show}",
        "_ = x[i]",
        f"x[i] = {value}\ne := x[i]\n{show}",
        f"{change}\ne := x[i]\n{show}",
    ]
    if kind in ("P", "R"):
        accesses += ["q := &x[i]\n_ = q", f"q := &x[i]\n*q = {value}\ne := *q\n{show}"]
    for number, access in enumerate(accesses):
        for index in (-1, 0, operand.length, FAR):
            for form in forms:
                prepare = theme.bind("x", operand, form) + theme.index("i", index, theme.form(number))
                theme.case(prepare + access, (index, operand.length))
    if operand.length == 0:
        for constant in (0, 5):
            theme.case(theme.bind("x", operand, forms[0]) + f"e := x[{constant}]\n{show}", (constant, 0))


def views(theme: Theme, operand: Operand, forms):
    """x[low:high] and x[low:high:max] around length and capacity; what is left out is None."""
    length, capacity = operand.length, operand.capacity
    bounds = [(None, None), (0, 0), (None, length), (length, None), (length, capacity), (0, capacity + 1), (1, 0), (-1, None)]
    bounds += [(length + 1, None), (capacity + 1, capacity + 1), (FAR, FAR)]
    triples = [(0, 0, 0), (0, length, capacity), (length, length, length), (0, 0, capacity + 1), (0, capacity + 1, capacity)]
    triples += [(1, 0, capacity), (-1, 0, 0), (0, 0, -1)]
    show = "println(len(v), cap(v), v == nil)\nv = v[:0]\nprintln(len(v), cap(v), v == nil)"
    for bound in bounds + triples:
        for form in forms:
            prepare = theme.bind("x", operand, form)
            for name, value in zip("ijk", bound, strict=False):
                if value is not None:
                    prepare += theme.index(name, value, theme.form(ord(name)))
            text = ":".join("" if value is None else name for name, value in zip("ijk", bound, strict=False))
            low = 0 if bound[0] is None else bound[0]
            high = length if bound[1] is None else bound[1]
            theme.case(f"{prepare}v := x[{text}]\n{show}", (low, high))
        theme.case(f"{prepare}_ = x[{text}]", (low, high))


def moves(theme: Theme, element, operand: Operand, forms):
    """append, copy, range, length, comparison with nil."""
    kind, value, _, _, show, _ = element
    last = f"e := x[len(x)-1]\n{show}"
    kinds = operands(element)
    # Bytecode does not tell the size of elements that are arrays there, and the importer refuses it.
    spreads = not kind.startswith(("[2]", "[0]"))
    bodies = [
        "println(len(x), cap(x), x == nil)",
        f"x = append(x, {value})\nprintln(len(x))\n{last}",
        f"x = append(x, {value}, {value})\nprintln(len(x))\n{last}",
        "n := 0\nfor range x {\nn++\n}\nprintln(n)",
        f"for i, e := range x {{\nprintln(i)\n{show}\n}}",
        "y := x\nx = nil\nprintln(len(x), len(y), x == nil, y == nil)",
    ]
    if spreads:
        bodies.append(f"x = append(append(x[:0], {value}), x...)\nprintln(len(x))\n{last}")
        bodies.append("x = append(x, x...)\nprintln(len(x), x == nil)")
    for body in bodies:
        for form in forms:
            theme.case(theme.bind("x", operand, form) + body)
    for other in (kinds[0], kinds[3], kinds[4]):
        both = ("println(copy(x, y), copy(y, x))", "x = append(x, y...)\nprintln(len(x), x == nil)")
        for body in both[: 1 + spreads]:
            prepare = theme.bind("x", operand, theme.form(0)) + theme.bind("y", other, theme.form(1))
            theme.case(prepare + body)


def themes():
    ints = Theme("slices", TYPES, step=2)
    for operand in operands(INTS):
        views(ints, operand, ("local", "seen", "hidden"))
        moves(ints, INTS, operand, FORMS)
    yield ints
    plain = Theme("elements", TYPES)
    for operand in operands(INTS):
        elements(plain, INTS, operand, FORMS)
    yield plain
    for half, name in enumerate(("narrow", "wide")):
        theme = Theme(name, TYPES, step=7)
        for element in ELEMENTS[1 + 7 * half :][:7]:
            for number, operand in enumerate(operands(element)):
                elements(theme, element, operand, (theme.form(number),))
                moves(theme, element, operand, (theme.form(number + 1),))
        yield theme
    nested = Theme("nested", TYPES)
    outer = Operand("[][]int", "[][]int{nil, []int{}, []int{4, 5}}", "[][]int{}", 3, 3)
    for i, j, length in ((0, 0, 0), (0, 2, 0), (1, 0, 0), (2, 1, 2), (2, 2, 2), (3, 0, 3)):
        for access in ("println(x[i][j])", "x[i][j] = 3\nprintln(x[i][j])", "v := x[i][j:]\nprintln(len(v))", "_ = x[i][j]"):
            for form in FORMS:
                indices = nested.index("i", i, nested.form(1)) + nested.index("j", j, nested.form(2))
                nested.case(nested.bind("x", outer, form) + indices + access, (i, 3) if i == 3 else (j, length))
    yield nested
