"""Random statements. In each at most one call has effects, and what it is given and where its result goes has none."""

from __future__ import annotations

from contextlib import contextmanager

from expressions import Expressions, Function, Variable
from kinds import Type
from tree import Block, Expr, Node, joined

# Turns after which a loop over something of unknown length ends.
MOST_TURNS = 20
NESTING = 4


class Statements(Expressions):
    """Adds bodies of functions."""

    nesting = 0
    prints = 0
    in_closure = False

    def __init__(self, rng, prefix):
        super().__init__(rng, prefix)
        self.loops: list[dict] = []
        self.results: list[Type] = []
        self.result_names: list[str] = []
        self.keepers: set[Type] = set()

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

    # --- variables -----------------------------------------------------------------------------------------------

    def declared(self, kind: Type, value: Node, **facts) -> Node:
        """A new variable; Go wants it used."""
        name = self.fresh("v")
        if self.chance(0.5):
            made = Node(f"var {name} {kind.name} = $", value, go=f"var {name} {kind.name} = $\n_ = {name}")
        else:
            made = Node(f"{name} := $", value, go=f"{name} := $\n_ = {name}")
        self.declare(name, kind, **facts)
        return made

    def declaration(self) -> Node:
        kind = self.pool.any_type()
        if kind.shape in ("pointer", "interface", "function", "map") and self.chance(0.6):
            return self.declared(kind, self.full(kind, 2), full=True)
        if self.chance(0.15):
            name = self.fresh("v")
            self.declare(name, kind)
            return Node(f"var {name} {kind.name}", go=f"var {name} {kind.name}\n_ = {name}")
        return self.declared(kind, self.expr(kind, 3))

    def target(self) -> tuple[Expr, bool] | None:
        """Somewhere to store to, and whether nil may not go there."""
        variables = [each for each in self.variables() if each.writable]
        if not variables:
            return None
        variable = self.rng.choice(variables)
        kind, steps = self.rng.choice(list(self.paths(variable, writable=True)))
        return self.path(variable, steps, kind), variable.full and not steps

    def stored(self, kind: Type, full: bool, depth: int = 3) -> Expr:
        return self.full(kind, depth - 1) if full else self.expr(kind, depth)

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

    # --- slices and maps -----------------------------------------------------------------------------------------

    def owner(self, shape: str, writable: bool) -> Expr | None:
        found = []
        for variable in self.variables():
            if variable.writable or not writable:
                found += [(variable, steps, kind) for kind, steps in self.paths(variable, 2) if kind.shape == shape]
        if not found:
            return None
        variable, steps, kind = self.rng.choice(found)
        return self.path(variable, steps, kind)

    def keeper(self, kind: Type) -> str:
        """Grown slices get no room to spare, whose amount is the implementation's choice."""
        name = f"{self.prefix}keep{list(self.pool.known.values()).index(kind)}"
        if kind not in self.keepers:
            self.keepers.add(kind)
            self.helpers.add(
                f"func {name}(old, s {kind.name}) {kind.name} {{\nif len(s) <= cap(old) {{\nreturn s\n}}\nreturn s[:len(s):len(s)]\n}}"
            )
        return name

    def append(self) -> Node | None:
        place = self.owner("slice", writable=True)
        if place is None:
            return None
        kind, keep = place.kind, self.keeper(place.kind)
        source = self.place(kind) if self.chance(0.5) else None
        base = source or self.place(kind)
        if self.chance(0.25) and source is not None:
            other = self.expr(kind, 1)
            self.cost += self.times * 8
            return Node(f"if len($) + len($) < 60 {{\n$ = {keep}($, append($, $...))\n}}", base, other, place, base, base, other)
        values = joined(", ", [self.expr(kind.element, 2) for _ in range(self.rng.choice((1, 1, 1, 2, 3)))])
        return Node(f"$ = {keep}($, append($, $))", place, base, base, values)

    def reslice(self) -> Node | None:
        base = self.owner("slice", writable=False)
        if base is None:
            return None
        number = [self.expr(self.pool.int, 1) for _ in range(3)]
        pick = self.rng.randrange(5)
        if pick == 0:
            value = Node("$[pos($, len($)+1):]", base, number[0], base)
        elif pick == 1:
            value = Node("$[:pos($, cap($)+1)]", base, number[0], base)
        elif pick == 2:
            value = Node("$[:cap($)]", base, base)
        else:
            low, high, most = (self.fresh("b") for _ in range(3))
            bounds = Node(
                f"{low} := pos($, len($)+1)\n{high} := {low} + pos($, cap($)-{low}+1)\n{most} := {high} + pos($, cap($)-{high}+1)\n",
                number[0], base, number[1], base, number[2], base,
            )  # fmt: skip
            form = f"$[{low}:{high}:{most}]" if pick == 3 else f"$[{low}:{high}]"
            go = f"_ = {most}\n" if pick == 4 else ""
            return Node("$$$", bounds, Node("", go=go), self.declared(base.kind, Node(form, base)))
        return self.declared(base.kind, value)

    def copying(self) -> Node | None:
        base = self.owner("slice", writable=False)
        if base is None:
            return None
        self.cost += self.times * 8
        source = self.expr(base.kind, 1)
        if self.chance(0.4):
            return Node("copy($[pos($, len($)+1):], $)", base, self.expr(self.pool.int, 1), base, source)
        return self.declared(self.pool.int, Node("copy($, $)", base, source))

    def element_write(self) -> Node | None:
        base = self.owner("slice", writable=False)
        if base is None:
            return None
        element = base.kind.element
        kind, steps = self.rng.choice(list(self._steps(element, [], 2, False)))
        part = self.path(Variable("", element), steps, kind)
        value = self.expr(kind, 2)
        return Node("if len($) > 0 {\n$[pos($, len($))]$ = $\n}", base, base, self.expr(self.pool.int, 1), base, part, value)

    def map_write(self) -> Node | None:
        base = self.owner("map", writable=False)
        if base is None:
            return None
        key = self.expr(base.kind.key, 1)
        if self.chance(0.25):
            return Node("delete($, $)", base, key)
        if base.kind.element.integer and self.chance(0.4):
            return Node("if $ != nil {\n$[$] += $\n}", base, base, key, self.expr(base.kind.element, 1))
        return Node("if $ != nil && len($) < 30 {\n$[$] = $\n}", base, base, base, key, self.expr(base.kind.element, 2))

    def address(self) -> Node | None:
        """A pointer to a variable or a part of one."""
        found = []
        for variable in self.variables():
            if variable.writable:
                found += [(variable, steps, kind) for kind, steps in self.paths(variable) if kind.shape == "struct"]
        if not found:
            return None
        variable, steps, kind = self.rng.choice(found)
        place = self.path(variable, steps, kind)
        pointer = self.pool.pointer(kind)
        return self.declared(pointer, Node("&$", place), full=True)

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
        cases.append(Node("case nil:\n$", self.block(1)))
        return Node(f"switch {name} := $.(type) {{\n$}}", value, joined("", cases))

    def assertion(self) -> Node:
        kind = self.rng.choice([self.pool.any, *self.pool.interfaces])
        value, name, ok = self.expr(kind, 2), self.fresh("x"), self.fresh("ok")
        wanted = self.rng.choice([*kind.parameters, *(each for each in self.pool.interfaces if each is not kind)])
        with self.scope():
            self.declare(name, wanted, full=wanted.shape in ("interface", "pointer"))
            body = self.statements(2)
        return Node(f"if {name}, {ok} := $.({wanted.name}); {ok} {{\n$}}", value, body, go=f"if {name}, {ok} := $.({wanted.name}); {ok} {{\n_ = {name}\n$}}")

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
