"""Operations that may trap, mostly each in a call that recovers and prints the panic."""

from __future__ import annotations

from kinds import Type
from statements import Statements
from tree import Block, Expr, Node


class Traps(Statements):
    """Adds statements that trap or panic, now and then."""

    def more_effects(self) -> list:
        return [(self.risk, 3)]

    def risk(self) -> Node | None:
        if self.times > 20 or self.prints > 120:
            return None
        self.prints += self.times
        self.cost += 10 * self.times
        makers = [
            self.risky_index, self.risky_index, self.risky_slice, self.risky_slice, self.risky_string, self.risky_pointer,
            self.risky_pointer, self.risky_method, self.risky_map, self.risky_division, self.risky_shift, self.risky_make,
            self.risky_assertion, self.risky_function, self.risky_hash, self.risky_equality, self.risky_panic, self.risky_channel,
        ]  # fmt: skip
        if self.chance(0.12) and not self.in_closure:
            return self.rng.choice(makers)()
        self.scopes.append([])
        after = self.closure_body()
        made = self.rng.choice(makers)()
        self.scopes.pop()
        if made is None:
            return None
        label = self.fresh(self.prefix + ".t")
        return Node(
            f'func() {{\ndefer func() {{\nif e := recover(); e != nil {{\nprintln("{label}", e)\n$}}\n}}()\n$\n}}()', after, made
        )

    def small(self) -> Node:
        """Between -11 and 11, more often small and positive."""
        if self.chance(0.5):
            return Node("($ & 7)", self.nonconstant(self.pool.int, 1))
        return Node("($ % 12)", self.nonconstant(self.pool.int, 1))

    def show(self, kind: Type, value: Node) -> Node:
        name = self.fresh("v")
        made = Node(f"{name} := $\nmix($)", value, self.pool.hash(Expr(kind, name)))
        self.declare(name, kind)
        return made

    def risky_index(self) -> Node | None:
        base = self.owner(self.rng.choice(("slice", "array")), writable=True)
        if base is None or not base.kind.length and base.kind.shape == "array":
            return None
        if self.chance(0.5):
            return Node("$[$] = $", base, self.small(), self.expr(base.kind.element, 1))
        return self.show(base.kind.element, Node("$[$]", base, self.small()))

    def risky_slice(self) -> Node | None:
        base = self.owner(self.rng.choice(("slice", "array")), writable=True)
        if base is None:
            return None
        kind = self.pool.slice(base.kind.element)
        form = self.rng.choice(("$[$:]", "$[:$]", "$[$:$]", "$[$:$:$]", "$[:$:$]"))
        return self.show(kind, Node(form, base, *(self.small() for _ in range(form.count("$") - 1))))

    def risky_string(self) -> Node:
        value = self.nonconstant(self.pool.string, 1)
        if self.chance(0.4):
            return self.show(self.pool.byte, Node("$[$]", value, self.small()))
        form = self.rng.choice(("$[$:]", "$[:$]", "$[$:$]"))
        return self.show(self.pool.string, Node(form, value, *(self.small() for _ in range(form.count("$") - 1))))

    def risky_pointer(self) -> Node | None:
        base = self.owner("pointer", writable=False)
        if base is None or not base.kind.element.fields:
            return None
        name, kind = self.rng.choice(base.kind.element.fields)
        if self.chance(0.4):
            return Node(f"$.{name} = $", base, self.expr(kind, 1))
        if self.chance(0.2):
            return self.show(base.kind.element, Node("*$", base))
        return self.show(kind, Node(f"$.{name}", base))

    def risky_method(self) -> Node | None:
        base = self.owner("interface", writable=False)
        if base is None or base.kind not in self.pool.interfaces:
            return None
        return self.show(self.pool.int, Node("$.Pure($)", base, self.expr(self.pool.int, 1)))

    def risky_map(self) -> Node | None:
        base = self.owner("map", writable=False)
        if base is None:
            return None
        return Node("$[$] = $", base, self.expr(base.kind.key, 1), self.expr(base.kind.element, 1))

    def risky_division(self) -> Node:
        kind = self.rng.choice([*self.pool.integers, *self.pool.named_integers])
        form = self.rng.choice(("$ / ($ & 3)", "$ % ($ & 1)", "$ / ($ - 1)"))
        return self.show(kind, Node(form, self.nonconstant(kind, 1), self.nonconstant(kind, 1)))

    def risky_shift(self) -> Node:
        kind = self.rng.choice(self.pool.integers)
        count = self.rng.choice([each for each in self.pool.integers if each.shape == "int"])
        return self.show(kind, Node(f"$ {self.rng.choice(('<<', '>>'))} ($ % 70)", self.nonconstant(kind, 1), self.nonconstant(count, 1)))

    def risky_make(self) -> Node:
        kind = self.pool.slice(self.pool.any_type(1, most=8))
        if self.chance(0.5):
            return self.show(kind, Node(f"make({kind.name}, $)", self.small()))
        return self.show(kind, Node(f"make({kind.name}, $, $)", self.small(), self.small()))

    def risky_assertion(self) -> Node:
        kind = self.rng.choice([self.pool.any, *self.pool.interfaces])
        wanted = self.rng.choice(kind.parameters)
        return self.show(wanted, Node(f"$.({wanted.name})", self.expr(kind, 2)))

    def risky_function(self) -> Node | None:
        found = [each for each in self.variables() if each.kind.shape == "function"]
        if not found or self.in_closure:
            return None
        variable = self.rng.choice(found)
        arguments = [self.expr(kind, 1) for kind in variable.kind.parameters]
        call = Node(f"{variable.name}({', '.join('$' * len(arguments))})", *arguments)
        return self.show(variable.kind.result, call)

    def risky_hash(self) -> Node:
        keys = ("any([]int{1})", "any(map[int]int{})", "any(func() int { return 1 })", "any(3)", 'any("x")')
        name = self.fresh("m")
        return Node(f"{name} := map[any]int{{}}\n{name}[{self.rng.choice(keys)}] += $\nmix(uint64(len({name})))", self.expr(self.pool.int, 1))

    def risky_equality(self) -> Node:
        first, second = (self.rng.choice(("any([]int{1})", "any(map[int]int{})", "any(4)")) for _ in range(2))
        name = self.fresh("q")
        return Node(f"{name} := {first}\nif {name} == {second} {{\nmix($)\n}}", self.pool.hash(self.expr(self.pool.int, 1)))

    def risky_panic(self) -> Node:
        condition = self.nonconstant(self.pool.boolean, 2)
        value = self.expr(self.rng.choice([self.pool.int, self.pool.string, self.pool.boolean, self.pool.byte]), 1)
        return Node("if $ {\npanic($)\n}", condition, value)

    def risky_channel(self) -> Node:
        name = self.fresh("c")
        body = Block()
        body.add(f"{name} := make(chan int, 2)")
        for _ in range(self.rng.randint(1, 3)):
            body.add(self.rng.choice((f"close({name})", f"{name} <- 1")) if len(body.children) < 3 else f"close({name})")
        if self.chance(0.2):
            body.add(f"{name} = nil")
            body.add(f"close({name})")
        body.add(f"mix(uint64(len({name})))")
        return body


