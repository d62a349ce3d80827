"""A unit: types, functions, methods and a procedure that runs them. A program is a handful of units side by side."""

from __future__ import annotations

from random import Random

from expressions import Function, Variable
from kinds import Type
from orders import ERRORS, Orders
from tree import Block, Expr, Node, joined

# In Go a conversion of what does not fit is anything.
GUARDED = """if x > -100000 && x < 100000 {
return int(x)
}
return 7"""

COMMON = """
var sum uint64

func mix(h uint64) { sum = (sum<<5 | sum>>59) ^ h*1099511628211 }

func hbool(b bool) uint64 {
if b {
return 7
}
return 3
}

func hfloat(x float64) uint64 {
if x != x {
return 99
}
return math.Float64bits(x)
}

func hstring(s string) uint64 {
h := uint64(14695981039346656037)
for i := 0; i < len(s); i++ {
h = (h ^ uint64(s[i])) * 1099511628211
}
return h
}

func cut(s string) string {
if len(s) > 24 {
return s[len(s)-9:]
}
return s
}

func pos(i, n int) int {
i %= n
if i < 0 {
return i + n
}
return i
}

func sub(s string, i, j int) string {
i = pos(i, len(s)+1)
return s[i : i+pos(j, len(s)-i+1)]
}

func f2i(x float64) int {
GUARDED
}

func clipped(b []byte) []byte { return b[:len(b):len(b)] }
""".replace("GUARDED", GUARDED)

GO_PRINT = """
func println(a ...any) {
out := ""
for i, v := range a {
if i > 0 {
out += " "
}
switch x := v.(type) {
case nil: out += "<nil>"
case bool: out += strconv.FormatBool(x)
case string: out += x
case int: out += strconv.Itoa(x)
case int32: out += strconv.Itoa(int(x))
case int64: out += strconv.FormatInt(x, 10)
case uint8: out += strconv.Itoa(int(x))
case uint64: out += strconv.FormatUint(x, 10)
case float64:
switch {
case x > 1.7976931348623157e308: out += "inf"
case x < -1.7976931348623157e308: out += "-inf"
default: out += strconv.FormatFloat(x, 'f', -1, 64)
}
case error: out += x.Error()
default: out += "?"
}
}
os.Stdout.WriteString(out + "\\n")
}
"""


class Unit(Orders):
    """Everything of one seed."""

    def __init__(self, seed: str, prefix: str, *, only_vo: bool = False):
        super().__init__(Random(seed), prefix)
        self.only_vo = only_vo
        self.bodies = Block()
        self.main = Block()

    def build(self) -> Node:
        rng = self.rng
        self.pool.declare()
        self.plan_methods()
        self.declare_globals()
        for _ in range(rng.randint(2, 3)):
            self.function(pure=True)
        self.methods()
        for _ in range(rng.randint(2, 4)):
            self.function(pure=self.chance(0.3))
        if self.chance(0.6):
            self.recursive()
        for _ in range(rng.randint(1, 3)):
            self.pattern()
        self.calls()
        return Node(
            f"$$$func {self.prefix}() {{\n$}}", self.pool.declarations, self.helpers, self.bodies, self.main
        )

    def declare_globals(self):
        """Variables of the package, which only functions with effects see."""
        self.pure = True
        for _ in range(self.rng.randint(1, 4)):
            kind = self.pool.any_type()
            full = kind.shape in ("pointer", "function", "map", "interface") and self.chance(0.5)
            name = self.fresh(f"{self.prefix}g")
            if full or self.chance(0.7):
                self.helpers.add(f"var {name} {kind.name} = $", self.full(kind, 2) if full else self.expr(kind, 2))
            else:
                self.helpers.add(f"var {name} {kind.name}")
            self.globals.append(Variable(name, kind, full=full))

    # --- functions -----------------------------------------------------------------------------------------------

    def body(self, parameters: list[tuple[str, Type, bool]], results: list[Type], names: list[str], pure: bool, count: int) -> tuple[Block, int]:
        """Statements that end with a return, and what running them costs."""
        self.scopes, self.loops, self.results, self.result_names = [[]], [], results, names
        self.pure, self.times, self.cost, self.prints, self.nesting = pure, 1, 0, 0, 0
        for name, kind, full in parameters:
            # What recursion counts down must only shrink.
            self.declare(name, kind, full=full, writable=name != "d")
        for name, kind in zip(names, results, strict=False):
            self.declare(name, kind)
        self.scopes[0] += [] if pure else self.globals
        block = self.block(count)
        self.scopes = [self.scopes[0]]
        if results:
            block.add(self.returning())
        return block, self.cost + 2

    def parameters(self, most: int) -> list[tuple[str, Type, bool]]:
        made = []
        for _ in range(self.rng.randint(0, most)):
            kind = self.pool.any_type()
            full = kind.shape in ("pointer", "function", "map", "interface") and self.chance(0.5)
            made.append((self.fresh("a"), kind, full))
        return made

    def function(self, pure: bool):
        rng = self.rng
        parameters = self.parameters(9 if self.chance(0.1) else 4)
        results = [self.pool.any_type() for _ in range(1 if pure else rng.choice((1, 1, 2, 3)))]
        # Not supported: empty structs in named results of functions that defer.
        named = self.chance(0.4) and not any(kind.has_empty for kind in results)
        names = [self.fresh("r") for _ in results] if named else []
        name = self.fresh(f"{self.prefix}f")
        body, cost = self.body(parameters, results, names, pure, rng.randint(2, 5) if pure else rng.randint(5, 14))
        self.emit(name, parameters, results, names, body)
        self.functions.append(self.signature(name, parameters, results, pure, cost))

    def signature(self, name: str, parameters, results: list[Type], pure: bool, cost: int) -> Function:
        kinds = [kind for _, kind, _ in parameters]
        result = results[0] if len(results) == 1 else results
        return Function(f"{name}($)", kinds, result, pure, cost, parameters_full=[full for _, _, full in parameters])

    def emit(self, name: str, parameters, results: list[Type], names: list[str], body: Node, receiver: str = ""):
        arguments = ", ".join(f"{each} {kind.name}" for each, kind, _ in parameters)
        listed = [f"{each} {kind.name}" for each, kind in zip(names, results, strict=True)] if names else [kind.name for kind in results]
        self.bodies.add(f"func {receiver}{name}({arguments}) ({', '.join(listed)}) {{\n$}}", body)

    def plan_methods(self):
        """Who implements the interfaces, which must be known before values of them are made."""
        self.planned: list[tuple[str, Type, bool]] = []
        for number, kind in enumerate([*self.pool.named_integers, *self.pool.structs]):
            names = ("Pure", "Write", "Name") if number == 0 or self.chance(0.6) else ("Pure", "Write")
            by_pointer = [kind.shape == "struct" and self.chance(0.5) for _ in names]
            self.planned += [(name, kind, pointer) for name, pointer in zip(names, by_pointer, strict=True)]
            self.pool.implement(self.pool.pointer(kind) if any(by_pointer) else kind, len(names) == 3)

    def methods(self):
        made = [self.method(*each) for each in self.planned]
        self.functions += made
        for interface in self.pool.interfaces:
            for name, pure in (("Pure", True), ("Write", False)):
                cost = max(each.cost for each in made if each.template == f"$.{name}($)")
                self.functions.append(Function(f"$.{name}($)", [self.pool.int], self.pool.int, pure, cost, interface))
        self.functions.append(Function("$.Name($)", [], self.pool.string, True, 60, self.pool.interfaces[1]))

    def method(self, name: str, kind: Type, by_pointer: bool) -> Function:
        receiver = self.pool.pointer(kind) if by_pointer else kind
        parameters = [(self.fresh("a"), self.pool.int, False)] if name != "Name" else []
        result = self.pool.string if name == "Name" else self.pool.int
        pure = name != "Write"
        outer = self.functions
        # A method of an interface could lead back here.
        self.functions = [each for each in outer if each.pure and each.receiver is None]
        body, cost = self.body([("self", receiver, by_pointer), *parameters], [result], [], pure, self.rng.randint(1, 3))
        self.functions = outer
        self.emit(name, parameters, [result], [], body, receiver=f"(self {receiver.name}) ")
        return Function(f"$.{name}($)", [each for _, each, _ in parameters], result, pure, min(cost, 60), receiver)

    def recursive(self):
        """Calls itself once or twice in each activation, with values that live over the calls."""
        rng = self.rng
        parameters = [("d", self.pool.int, False), *self.parameters(4)]
        result = self.pool.any_type()
        name = self.fresh(f"{self.prefix}rec")
        outer = self.functions
        self.functions = [each for each in outer if each.cost < 20 and each.pure]
        twice = self.chance(0.5)
        before, cost = self.body(parameters, [result], [], False, rng.randint(2, 4))
        base = self.expr(result, 1)
        self.times = 1
        calls = Block()
        for step in (1, 2)[: 1 + twice]:
            value = self.fresh("r")
            arguments = [self.full(kind, 1) if full else self.expr(kind, 1) for _, kind, full in parameters[1:]]
            self.declare(value, result)
            calls.add(f"{value} := {name}($)", joined(", ", [Node(f"d - {step}"), *arguments]), go=f"{value} := {name}($)\n_ = {value}")
        after = self.statements(rng.randint(1, 3))
        self.functions = outer
        before.children.pop()
        whole = Node("if d <= 0 {\nreturn $\n}\n$$$return $\n", base, before, calls, after, self.expr(result, 2))
        self.emit(name, parameters, [result], [], whole)
        deepest = rng.choice((4, 6)) if twice else rng.choice((5, 30))
        turns = 2 ** (deepest // 2 + 1) if twice else deepest
        function = self.signature(name, parameters, [result], False, min(2500, turns * max(1, cost // 4)))
        function.template, function.parameters = f"{name}({deepest}, $)" if len(parameters) > 1 else f"{name}({deepest}$)", function.parameters[1:]
        function.parameters_full = function.parameters_full[1:]
        self.functions.append(function)

    # --- the procedure -------------------------------------------------------------------------------------------

    def calls(self):
        """Calls everything, each time printing the sum so far."""
        self.scopes, self.loops, self.results, self.pure = [[]], [], [], False
        self.times, self.nesting = 1, 1
        for number, function in enumerate(self.functions):
            for _ in range(1 if function.pure else 2):
                self.cost, self.prints, self.scopes = 0, 0, [[*self.globals]]
                name = f"{self.prefix}.{number}"
                body = Block()
                for _ in range(2):
                    body.add(self.declaration())
                body.add(self.bound(function))
                for variable in self.scopes[-1]:
                    body.add("mix($)", self.pool.hash(Expr(variable.kind, variable.name)))
                self.main.add(f'try("{name}", func() {{\n$}})', body)


TRY = """
func try(name string, f func()) {
defer func() {
if e := recover(); e != nil {
println(name, "panic", e)
}
println(name, sum)
sum = 0
}()
f()
}
"""


class Program:
    """The units of a seed. `root` holds one child for each, so that the reducer can drop them."""

    def __init__(self, seed: int, units: int, *, only_vo: bool = False):
        self.seed = seed
        self.units = Block([Unit(f"{seed}/{number}", f"U{number}", only_vo=only_vo).build() for number in range(units)])
        self.calls = Block([Node(f"U{number}()") for number in range(units)])
        text = COMMON + TRY
        head = 'package main\n\nimport "math"\n'
        if only_vo:
            head = 'package main\n\nimport (\n"errors"\n"math"\n)\n' + ERRORS
            text = text.replace(GUARDED, "return int(x)")
        go_head = 'package main\n\nimport (\n"math"\n"os"\n"strconv"\n)\n' + GO_PRINT
        self.root = Node(f"{head}{text}$func main() {{\n$}}\n", self.units, self.calls, go=f"{go_head}{text}$func main() {{\n$}}\n")
