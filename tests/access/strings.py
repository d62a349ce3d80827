"""Accesses to strings: empty, one byte, several, several of one character."""

from operands import FORMS, Operand, Theme

EMPTY = Operand("string", '""', '"other"', 0, 0)
TEXTS = [EMPTY, Operand("string", '"k"', '""', 1, 1), Operand("string", '"né"', '""', 3, 3), Operand("string", '"abcd"', '""', 4, 4)]
BYTES = [
    Operand("[]byte", "nil", "[]byte{1}"),
    Operand("[]byte", "[]byte{}", "[]byte{1}"),
    Operand("[]byte", "[]byte{104, 105}", "[]byte{1}", 2, 2),
]
RUNES = [Operand("[]rune", "nil", "[]rune{65}"), Operand("[]rune", "[]rune{66, 233, -1}", "[]rune{65}", 3, 3)]

SHOW = 'println(len(t), "["+t+"]")'


def themes():
    theme = Theme("strings", step=4)
    for text in TEXTS:
        accesses(theme, text)
        for form in FORMS:
            alone(theme, text, form)
            for other in TEXTS[:2]:
                pairs(theme, text, other, form)
    for number, source in enumerate(BYTES + RUNES):
        for form in FORMS:
            theme.case(theme.bind("x", source, form) + f"t := string(x)\n{SHOW}")
        if number < len(BYTES):
            for text in TEXTS:
                prepare = theme.bind("b", source, theme.form(0)) + theme.bind("t", text, theme.form(1))
                theme.case(f'{prepare}b = append(b, t...)\nprintln(len(b), b == nil, "["+string(b)+"]")')
                theme.case(f'{prepare}println(copy(b, t), "["+string(b)+"]")')
    for value in (-1, 0, 65, 233, 1 << 30):
        for form in FORMS:
            theme.case(theme.index("n", value, form) + f"t := string(rune(n))\n{SHOW}")
    yield theme


def accesses(theme: Theme, text: Operand):
    """A byte, and parts: inside, at the end, outside."""
    size = text.length
    for index in (-1, 0, size, 1 << 40):
        for form in FORMS:
            prepare = theme.bind("s", text, form) + theme.index("i", index, theme.form(1))
            theme.case(prepare + "println(s[i])", (index, size))
            theme.case(prepare + "_ = s[i]", (index, size))
    for low, high in ((None, None), (0, 0), (size, None), (None, size), (size + 1, None), (0, size + 1), (1, 0), (-1, None)):
        for form in FORMS:
            prepare = theme.bind("s", text, form)
            if low is not None:
                prepare += theme.index("i", low, theme.form(1))
            if high is not None:
                prepare += theme.index("j", high, theme.form(2))
            part = f"s[{'' if low is None else 'i'}:{'' if high is None else 'j'}]"
            numbers = (low or 0, size if high is None else high)
            theme.case(f"{prepare}t := {part}\n{SHOW}", numbers)
            theme.case(f"{prepare}_ = {part}", numbers)


def alone(theme: Theme, text: Operand, form: str):
    """What takes one string."""
    for body in (
        'println(len(s), s == "", s != "")',
        f's += ""\nt := "" + s\n{SHOW}',
        f's += s\nt := s\n{SHOW}',
        "n := 0\nfor i, r := range s {\nprintln(i, r)\nn++\n}\nprintln(n)",
        'b := []byte(s)\nprintln(len(b), b == nil)\nprintln("["+string(b)+"]")',
        'r := []rune(s)\nprintln(len(r), r == nil)\nprintln("["+string(r)+"]")',
        "var e any = s\nprintln(e == nil, e == any(s))",
    ):
        theme.case(theme.bind("s", text, form) + body)


def pairs(theme: Theme, text: Operand, other: Operand, form: str):
    """What takes two."""
    prepare = theme.bind("s", text, form) + theme.bind("o", other, theme.form(3))
    theme.case(f"{prepare}println(s == o, s != o, s < o, s <= o, s > o, s >= o)")
    theme.case(f"{prepare}t := s + o\n{SHOW}")
    theme.case(f"{prepare}t := o + s + o\n{SHOW}")
