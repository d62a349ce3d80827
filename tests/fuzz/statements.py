"""Random statements. In each at most one call has effects, and what it is given and where its result goes has none."""

from __future__ import annotations

from contextlib import contextmanager

from containers import Containers
from expressions import Function, Variable
from kinds import Type
from tree import Block, Expr, Node, joined

# Turns after which a loop over something of unknown length ends.
MOST_TURNS = 20
NESTING = 4


class Statements(Containers):
    """Adds bodies of functions."""

    nesting = 0
    prints = 0
    in_closure = False

    def __init__(self, rng, prefix):
        super().__init__(rng, prefix)
        self.loops: list[dict] = []
        self.results: list[Type] = []
        self.result_names: list[str] = []

    def budget(self) -> int:
        return 300 if self.pure else 3000

    @contextmanager
    def scope(self, times: int = 1):
        outer = self.times
        self.scopes.append([])
        self.times *= times
        self.nesting += 1
        yield
        self.nesting -= 1
        self.times = outer
        self.scopes.pop()

    def block(self, count: int, times: int = 1) -> Block:
        with self.scope(times):
            return self.statements(count)

    def statements(self, count: int) -> Block:
        block = Block()
        for _ in range(count):
            self.cost += self.times
            if self.cost > self.budget():
                break
            made = self.statement()
            if made is not None:
                block.add(made)
        return block

    def statement(self) -> Node | None:
        simple = [
            (self.declaration, 5),
            (self.assignment, 5),
            (self.update, 4),
            (self.multiple_assignment, 3),
            (self.reslice, 2),
            (self.address, 2),
        ]
        nested = [
            (self.conditional, 4),
            (self.counting_loop, 3),
            (self.range_loop, 4),
            (self.switch, 2),
            (self.type_switch, 1),
            (self.assertion, 1),
            (self.map_range, 1),
        ]
        leaving = [(self.leave, 2)] if self.nesting > 1 else []
        effects = [
            (self.append, 4),
            (self.copying, 1),
            (self.map_write, 2),
            (self.element_write, 3),
            (self.trace, 4),
            (self.call_statement, 5),
            (self.call_closure, 2),
            (self.deferred, 1),
        ]
        choices = simple + (nested if self.nesting < NESTING else []) + leaving + ([] if self.pure else effects + self.more_effects())
        make = self.rng.choices([each for each, _ in choices], [weight for _, weight in choices])[0]
        return make()

    def more_effects(self) -> list:
        """Of subclasses."""
        return []

    # --- assignments ---------------------------------------------------------------------------------------------

    def assignment(self) -> Node | None:
        target = self.target()
        if target is None:
            return None
        place, full = target
        return Node("$ = $", place, self.stored(place.kind, full))

    def update(self) -> Node | None:
        rng = self.rng
        kind = self.pool.scalar()
        place = self.place(kind, writable=True)
        if place is None:
            return None
        if kind.shape == "string":
            return Node("$ = cut($ + $)", place, self.nonconstant(kind, 1), self.expr(kind, 1))
        if kind.shape == "bool":
            return Node("$ = !$", place, self.nonconstant(kind, 2))
        if kind.shape == "float":
            return Node(f"$ {rng.choice('+-*')}= $", place, self.expr(kind, 2))
        if self.chance(0.25):
            return Node(f"${rng.choice(('++', '--'))}", place)
        if self.chance(0.2):
            return Node(f"$ {rng.choice(('<<=', '>>='))} ($&31)", place, self.nonconstant(rng.choice(self.pool.integers), 1))
        return Node(f"$ {rng.choice(('+', '-', '*', '&', '|', '^', '&^'))}= $", place, self.expr(kind, 2))

    def multiple_assignment(self) -> Node | None:
        targets = [self.target() for _ in range(self.rng.randint(2, 3))]
        if None in targets:
            return None
        values = [self.stored(place.kind, full, 2) for place, full in targets]
        if self.chance(0.3):
            # An exchange, if the types allow it.
            second = self.place(targets[0][0].kind, writable=True)
            first = self.place(targets[0][0].kind, writable=True)
            if first is not None and not targets[0][1] and not any(each.kind is first.kind and each.full for each in self.variables()):
                return Node("$, $ = $, $", first, second, self.place(first.kind), self.place(first.kind))
        return Node("$ = $", joined(", ", [place for place, _ in targets]), joined(", ", values))

    # --- control flow --------------------------------------------------------------------------------------------

    def conditional(self) -> Node:
        condition = self.nonconstant(self.pool.boolean, 2)
        then = self.block(self.rng.randint(1, 3))
        if self.chance(0.4):
            return Node("if $ {\n$} else {\n$}", condition, then, self.block(self.rng.randint(1, 3)))
        if self.chance(0.2):
            other = self.nonconstant(self.pool.boolean, 1)
            return Node("if $ {\n$} else if $ {\n$}", condition, then, other, self.block(2))
        return Node("if $ {\n$}", condition, then)

    def loop(self, header: Node, times: int, variables: list[Variable], before: str = "", unused: str = "") -> Node | None:
        """`before` opens the body; Go has no variables that are `unused`."""
        if self.cost + self.times * times * 4 > self.budget():
            return None
        self.loops.append({"label": self.fresh("L"), "used": False})
        with self.scope(times):
            for variable in variables:
                self.declare(variable.name, variable.kind, writable=variable.writable, bound=variable.bound)
            body = self.statements(self.rng.randint(1, 4))
        loop = self.loops.pop()
        label = f"{loop['label']}:\n" if loop["used"] else ""
        use = f"_ = {unused}\n" if unused else ""
        return Node(f"{label}$ {{\n{before}$}}", header, body, go=f"{label}$ {{\n{before}{use}$}}")

    def counting_loop(self) -> Node | None:
        rng = self.rng
        count = rng.choice((1, 2, 3, 3, 5, 8))
        name = self.fresh("i")
        variable = Variable(name, self.pool.int, writable=False, bound=count)
        form = rng.randrange(5)
        if form == 0:
            header = Node(f"for {name} := range {count}")
        elif form == 1:
            header = Node(f"for {name} := {count - 1}; {name} >= 0; {name}--")
        elif form == 2:
            kind = rng.choice(self.pool.integers)
            variable = Variable(name, kind, writable=False, bound=8)
            header = Node(f"for {name} := $ & 7; {name} > 0; {name}--", self.nonconstant(kind, 1))
            count = 7
        elif form == 3:
            header = Node(f"for {name} := 0; {name} < {count} && $; {name}++", self.nonconstant(self.pool.boolean, 1))
        else:
            header = Node(f"for {name} := 0; {name} < {count}; {name}++")
        return self.loop(header, count, [variable], unused=name)

    def range_loop(self) -> Node | None:
        rng = self.rng
        index, value = self.fresh("i"), self.fresh("e")
        shape = rng.choice(("slice", "slice", "array", "string"))
        if shape == "string":
            header = Node(f"for {index}, {value} := range cut($)", self.expr(self.pool.string, 1))
            variables = [Variable(index, self.pool.int, writable=False, bound=0), Variable(value, self.pool.rune)]
        else:
            base = self.owner(shape, writable=False)
            if base is None:
                return None
            bound = base.kind.length if shape == "array" else MOST_TURNS
            variables = [Variable(index, self.pool.int, writable=False, bound=bound), Variable(value, base.kind.element)]
            header = Node(f"for {index}, {value} := range $", base)
        turns = variables[0].bound or 6
        limit = f"if {index} >= {MOST_TURNS} {{\nbreak\n}}\n"
        return self.loop(header, turns if shape == "array" else 6, variables, before=limit, unused=value)

    def map_range(self) -> Node | None:
        """The order of a map's entries is the implementation's choice: sums only."""
        base = self.owner("map", writable=False)
        if base is None:
            return None
        key, value = self.fresh("k"), self.fresh("e")
        total = self.place(self.pool.known["uint64"], writable=True)
        if total is None:
            return self.declared(self.pool.known["uint64"], self.pool.hash(base))
        with self.scope(5):
            self.scopes, outer = [[]], self.scopes
            self.declare(key, base.kind.key, writable=False)
            self.declare(value, base.kind.element, writable=False)
            terms = [self.pool.hash(Expr(base.kind.key, key)), self.pool.hash(Expr(base.kind.element, value))]
            term = self.expr(self.pool.known["uint64"], 2)
            self.scopes = outer
        if self.chance(0.2) and not self.pure:
            return Node(f"for {key} := range $ {{\ndelete($, {key})\n}}", base, base)
        return Node(f"for {key}, {value} := range $ {{\n$ += ($ * ($ | 1)) ^ $\n}}", base, total, *terms, term)

    def switch(self) -> Node:
        rng = self.rng
        kind = rng.choice([*self.pool.integers, self.pool.string])
        literals = {self.pool.literal(kind).template for _ in range(rng.randint(1, 4))}
        cases = []
        for number, literal in enumerate(sorted(literals)):
            last = number == len(literals) - 1
            through = "fallthrough\n" if not last and self.chance(0.15) else ""
            cases.append(Node(f"case {literal}:\n${through}", self.block(rng.randint(1, 2))))
        if self.chance(0.5):
            cases.append(Node("default:\n$", self.block(1)))
        value = self.nonconstant(kind, 2)
        if kind.integer:
            value = Expr(kind, "($ & 3)", value) if self.chance(0.5) else value
        return Node("switch $ {\n$}", value, joined("", cases))

    def type_switch(self) -> Node:
        kind = self.rng.choice([self.pool.any, *self.pool.interfaces])
        value, name = self.expr(kind, 2), self.fresh("x")
        cases = []
        for each in self.rng.sample(sorted(set(kind.parameters), key=lambda each: each.name), min(3, len(set(kind.parameters)))):
            with self.scope():
                self.declare(name, each, full=each.shape == "pointer")
                body = self.statements(2)
            cases.append(Node(f"case {each.name}:\n$", body, go=f"case {each.name}:\n_ = {name}\n$"))
        several = [each.name for each in dict.fromkeys(kind.parameters) if not any(f"case {each.name}:" in case.template for case in cases)]
        if len(several) > 1 and self.chance(0.5):
            with self.scope():
                self.declare(name, kind)
                cases.append(Node(f"case {', '.join(several[:2])}:\n$", self.statements(1)))
        cases.append(Node("case nil:\n$", self.block(1)))
        return Node(f"switch {name} := $.(type) {{\n$}}", value, joined("", cases))

    def assertion(self) -> Node:
        kind = self.rng.choice([self.pool.any, *self.pool.interfaces])
        value, name, ok = self.expr(kind, 2), self.fresh("x"), self.fresh("ok")
        wanted = self.rng.choice([*kind.parameters, *(each for each in self.pool.interfaces if each is not kind)])
        with self.scope():
            self.declare(name, wanted, full=wanted.shape in ("interface", "pointer"))
            body = self.statements(2)
        head = f"if {name}, {ok} := $.({wanted.name}); {ok} {{\n"
        return Node(head + "$}", value, body, go=f"{head}_ = {name}\n$}}")

    def leave(self) -> Node:
        condition = self.nonconstant(self.pool.boolean, 2)
        if self.loops and self.chance(0.75):
            loop = self.rng.choice(self.loops)
            inner = loop is self.loops[-1] and self.chance(0.3)
            loop["used"] |= not inner
            return Node(f"if $ {{\n{self.rng.choice(('break', 'continue'))}{'' if inner else ' ' + loop['label']}\n}}", condition)
        return Node("if $ {\n$\n}", condition, self.returning())

    def returning(self) -> Node:
        if not self.results or (self.result_names and self.chance(0.4)):
            return Node("return")
        return Node("return $", joined(", ", [self.expr(kind, 2) for kind in self.results]))

    # --- effects -------------------------------------------------------------------------------------------------

    def trace(self) -> Node | None:
        variables = self.variables()
        if not variables:
            return None
        variable = self.rng.choice(variables)
        value = Expr(variable.kind, variable.name)
        self.cost += self.times * min(variable.kind.size, 40)
        if variable.kind.name in ("int", "uint8", "int64", "uint64", "bool", "string", "float64") and self.times < 5 and self.prints < 80:
            self.prints += self.times
            return Node(f'println("{self.fresh(self.prefix + ".")}", $)', value)
        return Node("mix($)", self.pool.hash(value))

    def call_statement(self) -> Node | None:
        usable = [each for each in self.functions if not each.pure and self.affordable(each)]
        return self.bound(self.rng.choice(usable)) if usable else None

    def bound(self, function: Function) -> Node:
        """A call whose results go to new variables."""
        call = self.call(function, 2)
        kinds = function.result if isinstance(function.result, list) else [function.result]
        names = [self.fresh("r") for _ in kinds]
        for name, kind in zip(names, kinds, strict=True):
            self.declare(name, kind)
        left = ", ".join(names)
        return Node(f"{left} := $", call, go=f"{left} := $\n{', '.join('_' for _ in names)} = {left}")

    def call_closure(self) -> Node | None:
        found = [each for each in self.variables() if each.kind.shape == "function"]
        if not found or self.cost + 30 * self.times > self.budget():
            return None
        self.cost += 30 * self.times
        variable = self.rng.choice(found)
        arguments = joined(", ", [self.expr(kind, 1) for kind in variable.kind.parameters])
        if variable.full:
            return self.declared(variable.kind.result, Node(f"{variable.name}($)", arguments))
        return Node(f"if {variable.name} != nil {{\nmix($)\n}}", self.pool.hash(Expr(variable.kind.result, f"{variable.name}($)", arguments)))

    def deferred(self) -> Node | None:
        if self.times > 6 or self.in_closure:
            return None
        self.scopes.append([])
        outer, self.cost = self.cost, self.budget() - 25
        body = self.closure_body()
        body.add(Node("mix($)", self.pool.hash(self.expr(self.pool.any_type(1), 1))))
        self.cost = outer + 30 * self.times
        self.scopes.pop()
        return Node("defer func() {\n$}()", body)
