"""Accesses through pointers, nil and not, and comparisons of interfaces that hold nothing."""

from operands import FORMS, Operand, Theme

TYPES = """
type In struct {
	b int
	t string
}

type P struct {
	a    int
	s    string
	in   In
	arr  [3]int
	none [0]int
	e    any
	l    []int
	next *P
}

type Empty struct{}

func (p P) value() int { return p.a + len(p.s) }

func (p *P) isNil() bool { return p == nil }

func (p *P) set(n int) { p.a = n }

func (p Empty) four() int { return 4 }

func copied(p P) int { return p.a }
"""

# In order of what they touch: reads, writes, addresses, whole values, calls.
BODIES = [
    "println(p.a)",
    "_ = p.a",
    'println("[" + p.s + "]")',
    "println(p.in.b, len(p.in.t))",
    "println(p.arr[1])",
    "i := 1 + zero\nprintln(p.arr[i])",
    "println(p.e == nil, p.l == nil, p.next == nil)",
    "println(len(p.l), cap(p.l))",
    "for range p.l {\nprintln(1)\n}",
    "println(p.next.a)",
    "p.a = 5\nprintln(p.a)",
    "p.a += 5\nprintln(p.a)",
    'p.s = "new"\nprintln(p.s)',
    "p.in = In{b: 4}\nprintln(p.in.b)",
    "p.arr[2] = 6\nprintln(p.arr[2])",
    "i := 2 + zero\np.arr[i] = 6\nprintln(p.arr[i])",
    "p.e = p\nprintln(p.e == any(p))",
    "p.l = append(p.l, 1)\nprintln(len(p.l))",
    "p.next = p\nprintln(p.next.next.a)",
    "q := &p.in\nprintln(q.b)",
    "q := &p.in\nq.b = 7\nprintln(p.in.b)",
    "q := &p.in\n_ = q",
    "v := p.arr[:]\nprintln(len(v), v[0])",
    "v := p.arr[1:2]\nv[0] = 5\nprintln(p.arr[1])",
    "v := p.none[:]\nprintln(len(v), cap(v))",
    "v := *p\nprintln(v.a)",
    "_ = *p",
    "*p = P{a: 2}\nprintln(p.a)",
    "println(p.arr == [3]int{})",
    "println(p.in == In{})",
    "println(p == nil, p != nil, p == p)",
    "println(p.isNil())",
    "println(p.value())",
    "p.set(3)\nprintln(p.a)",
    "println(copied(*p))",
    "var e any = p\nprintln(e == nil, e == any(p))",
]

BOXES = [
    ("any", "nil", "any(1)"),
    ("any", "any(0)", "any(nil)"),
    ("any", 'any("")', "any(1)"),
    ("any", "any(Empty{})", "any(1)"),
    ("any", "any([0]int{})", "any(1)"),
    ("any", "any([]int(nil))", "any(1)"),
    ("any", "any(In{})", "any(1)"),
    ("error", "nil", "nil"),
]


def themes():
    theme = Theme("pointers", TYPES, step=3)
    for value in ("nil", '&P{a: 1, s: "uv"}'):
        pointer = Operand("*P", value, "&P{a: 8}")
        for body in BODIES:
            for form in FORMS:
                theme.case(theme.bind("p", pointer, form) + body)
    empty = Operand("*Empty", "nil", "&Empty{}")
    for body in ("println(*p == Empty{})", "println(p.four())", "_ = *p", "*p = Empty{}\nprintln(1)"):
        for form in FORMS:
            theme.case(theme.bind("p", empty, form) + body)
    interfaces(theme)
    yield theme


def interfaces(theme: Theme):
    for kind, value, other in BOXES:
        box = Operand(kind, value, other)
        for form in FORMS:
            theme.case(theme.bind("e", box, form) + "println(e == nil, e != nil, nil == e)")
        for second in BOXES:
            for form in ("local", "hidden"):
                prepare = theme.bind("e", box, form) + theme.bind("f", Operand(*second), theme.form(2))
                if "error" not in (kind, second[0]):
                    theme.case(prepare + "println(e == f, e != f)")
                    theme.case(prepare + "_ = e == f")
