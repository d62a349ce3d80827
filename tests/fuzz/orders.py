"""What only Vo has, or where only Vo says what happens: errors that are passed on, and the order of operands with effects. Our
compilations judge each other, since the bytecode is the same."""

from __future__ import annotations

from memory import Memory
from tree import Block, Expr, Node, joined

ERRORS = """
func note(n int, v int) int {
mix(uint64(n*1000 + v))
return v
}

func bump(p *cell) int {
p.n++
return p.n
}

type cell struct {
n int
a [4]int
s []int
}
"""


class Orders(Memory):
    """Adds procedures that have no Go form."""

    def makers(self) -> list:
        usual = super().makers()
        return [*usual, *[self.operands, self.places, self.errors, self.ordered_map] * 3] if self.only_vo else usual

    def effect(self) -> Expr:
        """An integer with an effect, or one that an effect changes."""
        kind = self.pool.int
        form = self.rng.choice(("note(%d, $)", "bump(c)", "c.n", "v", "f()", "c.a[note(%d, $ & 3)]", "c.s[f() & 1]", "c.a[c.n & 3]", "$"))
        if "%d" in form:
            form %= self.rng.randrange(90)
        return Expr(kind, form, *[self.expr(kind, 1) for _ in range(form.count("$"))])

    def prepared(self, body: Block):
        body.add("c := &cell{n: 2, a: [4]int{5, 6, 7, 8}, s: []int{1, 2}}\nv := 3\nf := func() int {\nv++\nc.n += 2\nc.a[v & 3] += v\nreturn v\n}")

    def operands(self, body: Block):
        self.prepared(body)
        for _ in range(6):
            made = self.effect()
            for _ in range(self.rng.randint(1, 4)):
                form = self.rng.choice(("$ + $", "$ - $", "$ * $", "$ ^ $", "note($, $)", "[3]int{$, 1, $}[note(1, v) & 2]", "max2($, $)"))
                made = Expr(self.pool.int, f"({form})" if form[0] == "$" else form, made, self.effect())
            body.add("h = h*31 + uint64($)", made)
        name = self.fresh(f"{self.prefix}max2")
        self.helpers.add(f"func {name}(x, y int) int {{\nif x > y {{\nreturn x\n}}\nreturn y\n}}")
        body.add(f"max2 := {name}\nh += uint64(max2(v, c.n))")
        body.children.insert(1, body.children.pop())

    def places(self, body: Block):
        """Places are found before values, and values before anything is stored."""
        self.prepared(body)
        targets = ("c.n", "v", "c.a[f() & 3]", "c.a[c.n & 3]", "c.s[bump(c) & 1]", "m[f()]", "c.s[v & 3]")
        body.add("m := map[int]int{}")
        for _ in range(6):
            count = self.rng.randint(1, 3)
            left = ", ".join(self.rng.choice(targets) for _ in range(count))
            right = joined(", ", [self.effect() for _ in range(count)])
            label = self.fresh(self.prefix + ".o")
            body.add(f'func() {{\ndefer func() {{\nif e := recover(); e != nil {{\nprintln("{label}", e)\n}}\n}}()\n{left} = $\n}}()', right)
            body.add("h = h*31 + uint64(v+c.n*3+c.a[0]+c.a[1]*2+c.a[2]*3+c.a[3]*5+c.s[0]*7+c.s[1]+len(m))")

    def errors(self, body: Block):
        """Results with errors, passed on by `?`, made by `fail`, seen by errdefer."""
        kind = self.pool.any_type(1, most=8)
        step, all_steps = self.fresh(f"{self.prefix}step"), self.fresh(f"{self.prefix}steps")
        self.helpers.add(
            f"func {step}(n int) ({kind.name}, error) {{\nif n & 7 == {self.rng.randrange(8)} {{\nfail errors.New(cut($))\n}}\nreturn $, nil\n}}",
            self.pure_of(["n"], self.pool.string, 2), self.pure_of(["n"], kind, 2),
        )  # fmt: skip
        named = self.rng.choice(("(r " + kind.name + ", err error)", f"({kind.name}, error)"))
        note = self.fresh("x")
        self.helpers.add(
            f"func {all_steps}(n int) {named} {{\nsum := 0\ndefer func() {{\nmix(uint64(sum) + 1)\n}}()\nerrdefer mix(uint64(n) * 77)\n"
            f"for i := 0; i < 3; i++ {{\n{note} := {step}(n + i)?\nmix($)\nsum += i\nerrdefer func(k int) {{\nmix(uint64(k * 5))\n}}(i)\n}}\n"
            f"if n & 3 == 1 {{\nvar empty {kind.name}\nreturn empty, errors.New(\"late\")\n}}\nreturn {step}(n + 3)\n}}",
            self.pool.hash(Expr(kind, note)),
        )  # fmt: skip
        body.add(f"for i := 0; i < 9; i++ {{\nv, err := {all_steps}(i + ($ & 3))\n"
                 "if err != nil {\nh = h*31 + hstring(err.Error())\n}\nh = h*31 ^ $\n}",
                 self.nonconstant(self.pool.int, 1), self.pool.hash(Expr(kind, "v")))  # fmt: skip

    def ordered_map(self, body: Block):
        """Maps are visited in one order in all compilations, also when they change meanwhile."""
        key, kind = self.pool.key_type(), self.pool.any_type(1, most=8)
        body.add(f"m := make(map[{key.name}]{kind.name})\nn := 0")
        body.add("for i := 0; i < 20; i++ {\nm[$] = $\n}", self.pure_of(["i"], key), self.pure_of(["i"], kind))
        inside = self.rng.choice(("delete(m, k)", "m[$] = v", "m[k] = $"))
        children = []
        if "$" in inside:
            children = [self.pure_of(["n"], key if "m[$]" in inside else kind)]
        body.add(f"for k, v := range m {{\nh = h*31 ^ $ ^ $ * 7\nn++\nif n & 3 == 1 && n < 60 {{\n{inside}\n}}\nif n > 90 {{\nbreak\n}}\n}}",
                 self.pool.hash(Expr(key, "k")), self.pool.hash(Expr(kind, "v")), *children)  # fmt: skip
        body.add("h += uint64(len(m))")
