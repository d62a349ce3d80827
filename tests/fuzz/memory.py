"""Procedures about memory: what lives long, what is large, what there is much of at a time."""

from __future__ import annotations

from patterns import Patterns
from tree import Block, Expr, Node


class Memory(Patterns):
    """Adds lists, trees, large arrays, growing maps and many values at a time."""

    def makers(self) -> list:
        return [*super().makers(), self.chain, self.tree, self.pressure, self.large_array, self.rows, self.map_growth]

    def chain(self, body: Block):
        """A list that grows, loses some of its elements and is walked again."""
        kind = self.pool.any_type(1, most=12)
        node = self.fresh(f"{self.prefix}L")
        self.helpers.add(f"type {node} struct {{\nvalue {kind.name}\nnext *{node}\nowner any\n}}")
        count = self.rng.choice((3, 10, 40))
        body.add(f"var head, tail *{node}")
        body.add(
            f"for i := 0; i < {count}; i++ {{\nn := &{node}{{value: $}}\nif head == nil {{\nhead = n\n}} else {{\n"
            "tail.next = n\nn.owner = tail\n}\ntail = n\n}",
            self.pure_of(["i", self.parameter()], kind),
        )
        body.add("for n := head; n != nil && n.next != nil; n = n.next {\nif $ {\nn.next = n.next.next\n}\n}", self.nonconstant(self.pool.boolean, 2))
        body.add(
            f"for n := head; n != nil; n = n.next {{\nh = h*31 ^ $\nif o, ok := n.owner.(*{node}); ok && o != nil {{\nh ^= $ << 1\n}}\n}}",
            self.pool.hash(Expr(kind, "n.value")), self.pool.hash(Expr(kind, "o.value")),
        )  # fmt: skip

    def tree(self, body: Block):
        """Grown and summed by recursion, with values that live over the calls."""
        kind, extra = self.pool.any_type(1, most=12), self.pool.any_type(1, most=6)
        node = self.fresh(f"{self.prefix}T")
        slices = self.pool.slice(extra)
        self.helpers.add(f"type {node} struct {{\nleft *{node}\nvalue {kind.name}\nright *{node}\nextra {slices.name}\n}}")
        grow, total = self.fresh(f"{self.prefix}grow"), self.fresh(f"{self.prefix}total")
        made, more = self.pure_of(["d", "n"], kind), self.pure_of(["d", "n"], extra, 1)
        self.helpers.add(
            f"func {grow}(d, n int) *{node} {{\nif d <= 0 || n & 7 == 5 {{\nreturn nil\n}}\nleft := {grow}(d-1, n*2)\nv := $\n"
            f"return &{node}{{left, v, {grow}(d-1, n*2+1), {slices.name}{{$}}}}\n}}",
            made, more,
        )  # fmt: skip
        self.helpers.add(
            f"func {total}(t *{node}) (h uint64) {{\nif t == nil {{\nreturn 1\n}}\nh = {total}(t.left)*3 ^ $\nreturn h*5 + {total}(t.right) ^ $\n}}",
            self.pool.hash(Expr(kind, "t.value")), self.pool.hash(Expr(slices, "t.extra")),
        )  # fmt: skip
        depth = self.rng.choice((3, 5, 7))
        body.add(f"t := {grow}({depth}, $ & 15)\nh = {total}(t)", self.nonconstant(self.pool.int, 2))
        body.add(f"if t != nil {{\nt.left, t.right = t.right, t.left\nt.left = {grow}(2, 3)\n}}\nh = h*31 + {total}(t)")

    def pressure(self, body: Block):
        """More values than registers, all needed behind calls that allocate."""
        names = []
        for number in range(self.rng.randint(12, 40)):
            kind = self.pool.any_type(2, most=20)
            body.add(f"x{number} := $", self.expr(kind, 2), go=f"x{number} := $\n_ = x{number}")
            self.declare(f"x{number}", kind)
            names.append((f"x{number}", kind))
            if self.chance(0.2):
                made = self.call_statement() or self.assignment()
                body.add(made or Node("h++"))
        self.rng.shuffle(names)
        for name, kind in names:
            self.mixed(body, name, kind)

    def large_array(self, body: Block):
        rng = self.rng
        length = rng.choice((17, 64, 100, 300))
        kind = self.pool.array(self.pool.scalar(), length)
        name = self.fresh(f"{self.prefix}turn")
        self.helpers.add(f"func {name}(v {kind.name}, n int) {kind.name} {{\nv[pos(n, {length})], v[0] = v[0], v[pos(n*7, {length})]\nreturn v\n}}")
        body.add(f"var x {kind.name}\nfor i := range x {{\nx[i] = $\n}}", self.pure_of(["i"], kind.element, 2))
        body.add(f"y := {name}(x, $)\nfor i := range y {{\nif i%3 == 0 {{\ny[i] = x[len(x)-1-i]\n}}\n}}", self.expr(self.pool.int, 1))
        body.add(f"s := y[{rng.randrange(length)}:]\ny = x\nx = {name}({name}(y, 2), $)", self.expr(self.pool.int, 1))
        for each in ("x", "y"):
            self.mixed(body, each, kind)
        self.mixed(body, "s", self.pool.slice(kind.element))
        body.add("h += hbool(x == y)")

    def rows(self, body: Block):
        """Arrays of arrays by value: rows that are copied, exchanged and changed under a range."""
        rng = self.rng
        row = self.pool.array(self.pool.any_type(1, most=6), rng.randint(1, 4))
        kind = self.pool.array(row, rng.randint(1, 4))
        body.add("x, y := $, $", self.expr(kind, 2), self.expr(kind, 2))
        self.declare("x", kind)
        self.declare("y", kind)
        body.add("for i, r := range x {\nx[len(x)-1-i] = r\ny[i], x[0] = x[0], r\nh = h*31 ^ $\n}", self.pool.hash(Expr(row, "r")))
        body.add(f"p := x[{rng.randrange(kind.length)}][:]\nfor i := range p {{\np[i] = $\n}}\nx[0], y = y[0], x", self.expr(row.element, 1))
        for name in ("x", "y"):
            self.mixed(body, name, kind)
        self.mixed(body, "p", self.pool.slice(row.element))

    def map_growth(self, body: Block):
        """A map that grows, shrinks and grows again, by keys of any kind."""
        key, kind = self.pool.key_type(), self.pool.any_type(1, most=8)
        maps = self.pool.map(key, kind)
        count = self.rng.choice((5, 20, 70))
        body.add(f"m := make({maps.name})\nn := {maps.name}{{}}")
        made = [self.pure_of(["i", self.parameter()], key) for _ in range(3)]
        values = [self.pure_of(["i", self.parameter()], kind) for _ in range(2)]
        body.add(
            f"for i := 0; i < {count}; i++ {{\nm[$] = $\nif i%3 == 1 {{\ndelete(m, $)\n}}\nn[$] = $\n}}",
            made[0], values[0], made[1], made[2], values[1],
        )  # fmt: skip
        body.add("for k, v := range n {\nif _, ok := m[k]; ok {\nh += $\n}\nm[k] = v\n}", self.pool.hash(Expr(kind, "m[k]")))
        body.add("for k := range m {\nif k == k {\ndelete(n, k)\n}\n}\nh += uint64(len(m)*1000 + len(n))")
        self.mixed(body, "m", maps)
        self.mixed(body, "n", maps)
