"""Random expressions by the shape of their type."""

from __future__ import annotations

from expressions import FUNCTION_COST, Expressions
from kinds import Type
from tree import Block, Expr, Node, joined

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


class Values(Expressions):
    """Adds what `expr` and `composite` call: operations and literals of each shape."""

    def _int(self, kind: Type, depth: int) -> Expr:
        rng = self.rng
        pick = rng.random()
        if pick < 0.55:
            operator = rng.choice(("+", "-", "*", "&", "|", "^", "&^", "/", "%"))
            left, right = self.nonconstant(kind, depth), self.expr(kind, depth)
            if operator in "/%" and self.chance(0.3):
                return Expr(kind, f"($ {operator} {kind.name}({rng.choice((1, 2, 3, 7, 8, 10, 64, 127))}))", left)
            if operator in "/%":
                return Expr(kind, f"($ {operator} ($ | 1))", left, self.nonconstant(kind, depth - 1))
            return Expr(kind, f"($ {operator} $)", left, right)
        if pick < 0.68:
            count = self.nonconstant(rng.choice(self.pool.integers), depth - 1)
            mask = rng.choice((7, 15, 31, 63, 127))
            return Expr(kind, f"($ {rng.choice(('<<', '>>'))} ($&{mask}))", self.nonconstant(kind, depth), count)
        if pick < 0.75:
            return Expr(kind, f"({rng.choice('-^')}$)", self.nonconstant(kind, depth))
        if pick < 0.9:
            other = rng.choice([*self.pool.integers, *self.pool.named_integers])
            return Expr(kind, f"{kind.name}($)", self.nonconstant(other, depth))
        if pick < 0.95:
            return Expr(kind, f"{kind.name}(f2i(float64($)))", self.nonconstant(rng.choice(self.pool.floats), depth))
        sized = self.variable_of([each.kind for each in self.variables() if each.kind.shape in ("slice", "map", "string")])
        return Expr(kind, f"{kind.name}(len($))", sized) if sized else self.leaf(kind)

    _uint = _int

    def _float(self, kind: Type, depth: int) -> Expr:
        rng = self.rng
        if self.chance(0.6):
            left = self.nonconstant(kind, depth)
            if self.chance(0.25):
                return Expr(kind, "($ / $)", left, self.nonconstant(kind, depth))
            return Expr(kind, f"($ {rng.choice('+-*')} $)", left, self.expr(kind, depth))
        if self.chance(0.3):
            return Expr(kind, "(-$)", self.nonconstant(kind, depth))
        other = rng.choice([*self.pool.integers, *self.pool.floats])
        return Expr(kind, f"{kind.name}($)", self.nonconstant(other, depth))

    def _bool(self, kind: Type, depth: int) -> Expr:
        rng = self.rng
        pick = rng.random()
        if pick < 0.5:
            other = self.pool.scalar()
            operators = ("==", "!=") if other.shape == "bool" else COMPARISONS
            return Expr(kind, f"($ {rng.choice(operators)} $)", self.nonconstant(other, depth), self.expr(other, depth))
        if pick < 0.75:
            return Expr(kind, f"($ {rng.choice(('&&', '||'))} $)", self.nonconstant(kind, depth), self.nonconstant(kind, depth))
        if pick < 0.82:
            return Expr(kind, "(!$)", self.nonconstant(kind, depth))
        comparable = [each for each in self.variables() if each.kind.comparable and each.kind.shape in ("struct", "array", "interface")]
        if comparable and pick < 0.93:
            variable = rng.choice(comparable)
            return Expr(kind, f"({variable.name} {rng.choice(('==', '!='))} $)", self.expr(variable.kind, depth))
        nilable = [each for each in self.variables() if each.kind.shape in ("slice", "map", "pointer", "interface", "function")]
        return Expr(kind, f"({rng.choice(nilable).name} {rng.choice(('==', '!='))} nil)") if nilable else self.leaf(kind)

    def _string(self, kind: Type, depth: int) -> Expr:
        pick = self.rng.random()
        if pick < 0.5:
            return Expr(kind, "cut($ + $)", self.nonconstant(kind, depth), self.expr(kind, depth))
        if pick < 0.75:
            low, high = self.expr(self.pool.int, depth), self.expr(self.pool.int, depth - 1)
            return Expr(kind, "sub($, $, $)", self.nonconstant(kind, depth), low, high)
        if pick < 0.9:
            return Expr(kind, "string(rune($ & 1023))", self.nonconstant(self.pool.rune, depth))
        return Expr(kind, "string([]byte($))", self.nonconstant(kind, depth))

    def composite(self, kind: Type, depth: int) -> Expr:
        return getattr(self, f"_{kind.shape}")(kind, depth)

    def _array(self, kind: Type, depth: int) -> Expr:
        count = kind.length if self.chance(0.7) else self.rng.randint(0, kind.length)
        return Expr(kind, f"({kind.name}{{$}})", joined(", ", [self.expr(kind.element, depth) for _ in range(count)]))

    def _slice(self, kind: Type, depth: int) -> Expr:
        rng = self.rng
        if self.chance(0.25):
            length = rng.randint(0, 6)
            return Expr(kind, f"make({kind.name}, {length}, {length + rng.randint(0, 4)})")
        if kind.element is self.pool.byte and self.chance(0.5):
            return Expr(kind, "clipped([]byte($))", self.nonconstant(self.pool.string, depth))
        elements = [self.expr(kind.element, depth) for _ in range(rng.randint(0, 4))]
        return Expr(kind, f"({kind.name}{{$}})", joined(", ", elements))

    def _map(self, kind: Type, depth: int) -> Expr:
        if self.chance(0.4) or kind.key.shape not in ("int", "uint", "string"):
            return Expr(kind, f"make({kind.name})")
        keys = {self.pool.literal(kind.key).template for _ in range(self.rng.randint(0, 4))}
        entries = [Node(f"{key}: $", self.expr(kind.element, depth)) for key in sorted(keys)]
        return Expr(kind, f"({kind.name}{{$}})", joined(", ", entries))

    def _struct(self, kind: Type, depth: int) -> Expr:
        fields = [(name, each) for name, each in kind.fields if depth > 0 or self.chance(0.6)]
        if len(fields) == len(kind.fields) and self.chance(0.4):
            return Expr(kind, f"({kind.name}{{$}})", joined(", ", [self.expr(each, depth - 1) for _, each in fields]))
        values = [Node(f"{name}: $", self.expr(each, depth - 1)) for name, each in fields]
        return Expr(kind, f"({kind.name}{{$}})", joined(", ", values))

    def _pointer(self, kind: Type, depth: int) -> Expr:
        literal = self._struct(kind.element, min(depth, 1))
        return Expr(kind, "(&$)", Expr(kind.element, literal.template[1:-1], *literal.children))

    def _interface(self, kind: Type, depth: int) -> Expr:
        inner = self.rng.choice(kind.parameters)
        value = self.full(inner, depth - 1) if inner.shape == "pointer" else self.expr(inner, depth - 1)
        return Expr(kind, f"{kind.name}($)", value)

    def _function(self, kind: Type, depth: int) -> Expr:
        """A closure that reads variables, and may write them."""
        self.scopes.append([])
        outer, self.times, self.cost = (self.times, self.cost), 1, self.budget() - FUNCTION_COST
        parameters = []
        for each in kind.parameters:
            name = self.fresh("p")
            self.declare(name, each)
            parameters.append(f"{name} {each.name}")
        body = self.closure_body()
        result = self.expr(kind.result, min(depth, 1))
        self.times, self.cost = outer
        self.scopes.pop()
        return Expr(kind, f"func({', '.join(parameters)}) {kind.result.name} {{\n$return $\n}}", body, result)

    def closure_body(self) -> Block:
        body = Block()
        targets = [each for each in self.variables() if each.writable and each.kind.integer]
        if targets and self.chance(0.6):
            target = self.rng.choice(targets)
            body.add(f"{target.name} += $", self.expr(target.kind, 1))
        return body

    def _channel(self, kind: Type, _: int) -> Expr:
        return Expr(kind, f"make({kind.name}, {self.rng.randint(0, 3)})")
