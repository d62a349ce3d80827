"""Statements that declare variables, and those about slices, maps and addresses."""

from __future__ import annotations

from expressions import Variable
from kinds import Type
from tree import Expr, Node, joined
from values import Values


class Containers(Values):
    """Adds declarations and what is done to slices and maps."""

    # Whether results may depend on what an implementation may choose.
    only_vo = False

    def __init__(self, rng, prefix):
        super().__init__(rng, prefix)
        self.keepers: set[Type] = set()

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
            grown = "s" if self.only_vo else "s[:len(s):len(s)]"
            self.helpers.add(
                f"func {name}(old, s {kind.name}) {kind.name} {{\nif len(s) <= cap(old) {{\nreturn s\n}}\nreturn {grown}\n}}"
            )
        return name

    def append(self) -> Node | None:
        place = self.owner("slice", writable=True)
        if place is None:
            return None
        kind, keep = place.kind, self.keeper(place.kind)
        source = self.place(kind) if self.chance(0.5) else None
        base = source or self.place(kind)
        if kind.element is self.pool.byte and self.chance(0.3):
            text = Node("cut($)", self.expr(self.pool.string, 1))
            return Node(f"if len($) < 60 {{\n$ = {keep}($, append($, $...))\n}}", base, place, base, base, text)
        if self.chance(0.25) and source is not None:
            other = self.expr(kind, 1)
            self.cost += self.times * 8
            return Node(f"if len($) + len($) < 60 {{\n$ = {keep}($, append($, $...))\n}}", base, other, place, base, base, other)
        values = [self.expr(kind.element, 2) for _ in range(self.rng.choice((1, 1, 1, 2, 3)))]
        # Vo appends one after the other, and so uses what room there is; Go looks for room for all.
        each = "append(" * len(values) + "$" + ", $)" * len(values)
        one = f"append($, {', '.join('$' * len(values))})"
        return Node(f"$ = {keep}($, {one})", place, base, base, *values, go=f"$ = {keep}($, {each})")

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
        is_text = base.kind.element is self.pool.byte and self.chance(0.4)
        source = self.expr(self.pool.string if is_text else base.kind, 1)
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
