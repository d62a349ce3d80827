"""Random expressions: without effects and without traps, so that the order in which operands are evaluated cannot be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from kinds import Pool, Type
from tree import Block, Expr, Node, joined

FUNCTION_COST = 30


@dataclass
class Variable:
    name: str
    kind: Type
    writable: bool = True
    # Pointers, interfaces and functions: never nil.
    full: bool = False
    # Integers: in [0, bound).
    bound: int = 0


@dataclass
class Function:
    """Something to call; `template` takes the arguments' places, a receiver's first."""

    template: str
    parameters: list[Type]
    result: Type
    pure: bool
    cost: int
    receiver: Type | None = None
    parameters_full: list[bool] = field(default_factory=list)


class Expressions:
    """Makes expressions of a unit from the variables in scope and the functions so far."""

    # Whether the function at hand writes nothing but its variables, prints nothing and does not trap.
    pure = False

    def __init__(self, rng: Random, prefix: str):
        self.rng, self.prefix = rng, prefix
        self.pool = Pool(rng, prefix)
        self.functions: list[Function] = []
        self.scopes: list[list[Variable]] = [[]]
        self.globals: list[Variable] = []
        self.helpers = Block()
        self.getters: dict[Type, str] = {}
        self.names = 0
        # How often what is generated now runs, and what the function costs so far.
        self.times, self.cost = 1, 0

    def fresh(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    # --- variables and places ------------------------------------------------------------------------------------

    def variables(self) -> list[Variable]:
        return [variable for scope in self.scopes for variable in scope]

    def declare(self, name: str, kind: Type, **facts) -> Variable:
        variable = Variable(name, kind, **facts)
        self.scopes[-1].append(variable)
        return variable

    def paths(self, variable: Variable, depth: int = 3, writable: bool = False):
        """Every (kind, steps) that can be read without a trap, the variable itself first; with `writable`, stored to."""
        through = variable.full and not (writable and self.pure)
        yield from self._steps(variable.kind, [], depth, through)

    def _steps(self, kind: Type, steps: list, depth: int, full: bool):
        yield kind, steps
        if depth == 0:
            return
        if kind.shape == "struct":
            for name, each in kind.fields:
                yield from self._steps(each, [*steps, f".{name}"], depth - 1, False)
        elif kind.shape == "pointer" and full:
            for name, each in kind.element.fields:
                yield from self._steps(each, [*steps, f".{name}"], depth - 1, False)
        elif kind.shape == "array" and kind.length:
            yield from self._steps(kind.element, [*steps, kind.length], depth - 1, False)

    def path(self, variable: Variable, steps: list, kind: Type, steps_left: int = 2) -> Expr:
        template, children = variable.name, []
        for step in steps:
            if isinstance(step, str):
                template += step
            else:
                template += "[$]"
                children.append(self.index(step, steps_left))
        return Expr(kind, template, *children)

    def place(self, kind: Type, writable: bool = False, steps_left: int = 2) -> Expr | None:
        """A variable of this type, or a part of one. Indices of indices have fewer steps."""
        found = []
        for variable in self.variables():
            if writable and not variable.writable:
                continue
            found += [(variable, steps) for each, steps in self.paths(variable, writable=writable) if each is kind]
        if not found:
            return None
        shallow = [each for each in found if not each[1]]
        variable, steps = self.rng.choice(shallow if shallow and self.chance(0.5) else found)
        return self.path(variable, steps, kind, steps_left)

    def index(self, length: int, steps_left: int = 0) -> Expr:
        """In [0, length); with `steps_left`, also from parts of variables."""
        rng = self.rng
        bounded = [each for each in self.variables() if 0 < each.bound <= length]
        if bounded and self.chance(0.6):
            return Expr(self.pool.int, rng.choice(bounded).name)
        if self.chance(0.3):
            return Expr(self.pool.int, str(rng.randrange(length)), constant=True)
        kind = rng.choice(self.pool.integers)
        value = self.place(kind, steps_left=steps_left - 1) if steps_left and self.chance(0.3) else self.variable_of(self.pool.integers)
        if value is None:
            return Expr(self.pool.int, str(rng.randrange(length)), constant=True)
        if length & (length - 1) == 0 and value.kind.bits >= 8 and self.chance(0.5):
            return Expr(value.kind, f"$&{length - 1}", value)
        return Expr(self.pool.int, f"uint64($)%{length}", value)

    def variable_of(self, kinds: list[Type]) -> Expr | None:
        """A variable that is no constant."""
        found = [each for each in self.variables() if each.kind in kinds]
        if not found:
            return None
        variable = self.rng.choice(found)
        return Expr(variable.kind, variable.name)

    # --- expressions ---------------------------------------------------------------------------------------------

    def expr(self, kind: Type, depth: int = 3) -> Expr:
        pick = self.rng.random()
        if depth <= 0 or pick < 0.25:
            return self.leaf(kind, depth)
        if pick < 0.4:
            call = self.pure_call(kind, depth - 1)
            if call is not None:
                return call
        if pick < 0.5:
            call = self.element(kind, depth - 1)
            if call is not None:
                return call
        return getattr(self, f"_{kind.shape}")(kind, depth - 1)

    def leaf(self, kind: Type, depth: int = 0) -> Expr:
        place = self.place(kind) if self.chance(0.85) else None
        return place or self.value(kind, min(depth, 1))

    def value(self, kind: Type, depth: int) -> Expr:
        """Without variables at its root."""
        if kind.integer or kind.shape in ("float", "bool", "string"):
            return self.pool.literal(kind)
        if depth <= 0 and kind.shape not in ("array", "struct") and self.chance(0.6):
            return self.pool.zero(kind)
        return self.composite(kind, depth)

    def nonconstant(self, kind: Type, depth: int) -> Expr:
        made = self.expr(kind, depth)
        if not made.constant:
            return made
        return self.place(kind) or Expr(kind, f"{self.opaque(kind)}($)", made)

    def opaque(self, kind: Type) -> str:
        """A function that returns its argument."""
        name = f"{self.prefix}same_{kind.name}"
        if name not in self.getters.values():
            self.getters[Type(name, "function")] = name
            self.helpers.add(f"func {name}(v {kind.name}) {kind.name} {{ return v }}")
        return name

    def pure_call(self, kind: Type, depth: int) -> Expr | None:
        usable = [each for each in self.functions if each.pure and each.result is kind and self.affordable(each)]
        return self.call(self.rng.choice(usable), depth) if usable else None

    def affordable(self, function: Function) -> bool:
        return self.cost + self.times * function.cost < self.budget()

    def budget(self) -> int:
        return 3000

    def call(self, function: Function, depth: int) -> Expr:
        self.cost += self.times * function.cost
        arguments: list[Node] = []
        for number, kind in enumerate(function.parameters):
            full = function.parameters_full[number] if function.parameters_full else False
            arguments.append(self.full(kind, depth) if full else self.expr(kind, depth))
        receiver = [self.receiver(function.receiver)] if function.receiver else []
        return Expr(function.result, function.template, *receiver, joined(", ", arguments))

    def receiver(self, kind: Type) -> Expr:
        """Something to call a method of: variables, so that receivers with pointers are addressable."""
        return self.full(kind, 1) if kind.shape in ("pointer", "interface") else self.leaf(kind)

    def full(self, kind: Type, depth: int) -> Expr:
        """A value that is not nil."""
        found = [each for each in self.variables() if each.kind is kind and each.full]
        if found and self.chance(0.8):
            return Expr(kind, self.rng.choice(found).name)
        return self.composite(kind, depth)

    def element(self, kind: Type, depth: int) -> Expr | None:
        """Of a slice or a map in scope."""
        found = []
        for variable in self.variables():
            for each, steps in self.paths(variable, 1):
                if each.shape in ("slice", "map") and each.element is kind:
                    found.append((variable, steps, each))
        if not found:
            return None
        variable, steps, owner = self.rng.choice(found)
        base = self.path(variable, steps, owner)
        if owner.shape == "map":
            return Expr(kind, "$[$]", base, self.expr(owner.key, depth))
        return Expr(kind, f"{self.getter(owner)}($, $)", base, self.expr(self.pool.int, depth))

    def getter(self, kind: Type) -> str:
        if kind not in self.getters:
            name = self.getters[kind] = f"{self.prefix}get{len(self.getters)}"
            self.helpers.add(
                f"func {name}(s {kind.name}, i int) {kind.element.name} {{\nif len(s) == 0 {{\nvar none {kind.element.name}\n"
                "return none\n}\nreturn s[pos(i, len(s))]\n}"
            )
        return self.getters[kind]
