"""Procedures of a known form with random parts: what random statements would hardly ever come upon."""

from __future__ import annotations

from expressions import Function
from kinds import Type
from traps import Traps
from tree import Block, Expr, Node, joined


class Patterns(Traps):
    """Adds goroutines, closures that outlive their makers, and forms that were wrong in other compilers."""

    def pattern(self):
        """One more function that returns a hash of what it did."""
        make = self.rng.choice(self.makers())
        name = self.fresh(f"{self.prefix}{make.__name__.removeprefix('_')}")
        self.scopes, self.loops, self.results, self.result_names = [[]], [], [], []
        self.pure, self.times, self.cost, self.prints, self.nesting = False, 1, 0, 0, 1
        body = Block()
        parameter = self.fresh("a")
        self.declare(parameter, self.pool.int)
        self.scopes[0] += self.globals
        make(body)
        body.add("return h")
        self.bodies.add(f"func {name}({parameter} int) (h uint64) {{\n$}}", body)
        self.functions.append(Function(f"{name}($)", [self.pool.int], self.pool.known["uint64"], False, 200))

    def makers(self) -> list:
        return [
            self.fan_in, self.pipeline, self.selecting, self.slots, self.counters, self.loop_variables, self.range_grown,
            self.outliving, self.append_pairs, self.boxed_slices, self.defers, self.repanic, self.bound_methods, self.machine,
            self.variadic, self.text,
        ]  # fmt: skip

    def mixed(self, body: Block, text: str, kind: Type):
        """The function's result changes with this value."""
        body.add("h = h*31 ^ $", self.pool.hash(Expr(kind, text)))

    def pure_of(self, names: list[str], result: Type, depth: int = 3) -> Expr:
        """An expression of integers with these names, and of nothing else: goroutines may evaluate it."""
        outer, self.scopes = self.scopes, [[]]
        for name in names:
            self.declare(name, self.pool.int, writable=False)
        made = self.expr(result, depth)
        self.scopes = outer
        return made

    def parameter(self) -> str:
        return self.scopes[0][0].name

    # --- goroutines ----------------------------------------------------------------------------------------------

    def fan_in(self, body: Block):
        rng = self.rng
        kind = self.pool.any_type(1, most=12)
        count, room = rng.randint(1, 6), rng.randint(0, 3)
        body.add(f"c := make(chan {kind.name}, {room})")
        send = Node("c <- $", self.pure_of(["i", self.parameter()], kind))
        body.add(f"for i := 0; i < {count}; i++ {{\ngo func() {{\n$\n}}()\n}}", send)
        body.add(f"for n := 0; n < {count}; n++ {{\nv := <-c\nh += $\n}}", self.pool.hash(Expr(kind, "v")))

    def pipeline(self, body: Block):
        rng = self.rng
        kinds = [self.pool.any_type(1, most=12) for _ in range(rng.randint(1, 3))]
        count = rng.randint(1, 9)
        body.add(f"c0 := make(chan {kinds[0].name}, {rng.randint(0, 3)})")
        send = self.pure_of(["i", self.parameter()], kinds[0])
        body.add(f"go func() {{\nfor i := 0; i < {count}; i++ {{\nc0 <- $\n}}\nclose(c0)\n}}()", send)
        for number, (before, kind) in enumerate(zip(kinds, kinds[1:], strict=False)):
            source, target = f"c{number}", f"c{number + 1}"
            body.add(f"{target} := make(chan {kind.name}, {rng.randint(0, 2)})")
            outer, self.scopes = self.scopes, [[]]
            self.declare("v", before, writable=False)
            value = self.expr(kind, 2)
            self.scopes = outer
            text = f"go func() {{\nfor v := range {source} {{\n{target} <- $\n}}\nclose({target})\n}}()"
            body.add(text, value, go=text.replace("range " + source + " {", "range " + source + " {\n_ = v"))
        last = f"c{len(kinds) - 1}"
        body.add(f"for v := range {last} {{\nh = h*31 ^ $\n}}", self.pool.hash(Expr(kinds[-1], "v")))
        body.add(f"_, open := <-{last}\nh = h*31 + hbool(open)")

    def selecting(self, body: Block):
        rng = self.rng
        kind = self.pool.any_type(1, most=12)
        first, second = rng.randint(0, 5), rng.randint(0, 5)
        body.add(f"c, d, q := make(chan {kind.name}, {rng.randint(0, 2)}), make(chan int), make(chan bool)")
        body.add(f"go func() {{\nfor i := 0; i < {first}; i++ {{\nc <- $\n}}\nq <- true\n}}()", self.pure_of(["i"], kind))
        body.add(f"go func() {{\nfor i := 0; i < {second}; i++ {{\nd <- $\n}}\nq <- false\n}}()", self.pure_of(["i"], self.pool.int))
        body.add(
            "for left := 2; left > 0; {\nselect {\ncase v := <-c:\nh += $\ncase n, ok := <-d:\nh += uint64(n) ^ hbool(ok)\n"
            "case last := <-q:\nh += hbool(last) * 5\nleft--\n}\n}",
            self.pool.hash(Expr(kind, "v")),
        )
        body.add("for len(c) > 0 {\nv := <-c\nh += $\n}", self.pool.hash(Expr(kind, "v")))
        body.add("select {\ncase n := <-d:\nh += uint64(n)\ndefault:\nh *= 3\n}")

    def slots(self, body: Block):
        """Each goroutine writes an element of its own; a token guards what all write."""
        kind = self.pool.any_type(2)
        count = self.rng.randint(1, 7)
        body.add(f"s := make([]{kind.name}, {count})\ntoken, done := make(chan bool, 1), make(chan int, {self.rng.randint(0, count)})\nshared := 0")
        body.add(
            f"for i := range s {{\ngo func(n int) {{\ns[n] = $\ntoken <- true\nshared += n * i\n<-token\ndone <- n\n}}(i)\n}}",
            self.pure_of(["n", "i"], kind),
        )
        body.add("for i := 0; i < len(s); i++ {\nh += uint64(<-done)\n}\nh += uint64(shared)")
        self.mixed(body, "s", self.pool.slice(kind))

    # --- closures ------------------------------------------------------------------------------------------------

    def counters(self, body: Block):
        """Closures share variables that outlive the function they belong to."""
        kind = self.pool.any_type(1, most=12)
        name = self.fresh(f"{self.prefix}maker")
        outer, self.scopes = self.scopes, [[]]
        self.declare("a", self.pool.int)
        start = self.expr(kind, 2)
        self.declare("v", kind)
        change = self.expr(kind, 2)
        self.scopes = outer
        text = (
            f"func {name}(a int) (func() {kind.name}, func(b int) int) {{\nv := $\nreturn func() {kind.name} {{\na++\nv = $\n"
            "return v\n}, func(b int) int {\na += b\nreturn a\n}\n}"
        )
        self.helpers.add(text, start, change)
        text = f"f, g := {name}($)\nk, l := {name}(3)"
        body.add(text, self.expr(self.pool.int, 1), go=f"{text}\n_, _, _, _ = f, g, k, l")
        for call in self.rng.choices(["f", "g", "k", "l"], k=7):
            if call in "fk":
                self.mixed(body, f"{call}()", kind)
            else:
                body.add(f"h = h*31 + uint64({call}($))", self.expr(self.pool.int, 1))

    def loop_variables(self, body: Block):
        """Each turn has variables of its own, which closures may change."""
        kind = self.pool.any_type(1, most=12)
        count = self.rng.randint(1, 6)
        body.add(f"var fs []func(int) {kind.name}\nvar last int")
        with self.scope():
            self.declare("i", self.pool.int, writable=False)
            self.declare("x", self.pool.int)
            value = self.expr(kind, 2)
        step = self.rng.choice(("", "i++\n", "last = i\n"))
        body.add(
            f"for i := 0; i < {count}; i++ {{\nfs = append(fs, func(x int) {kind.name} {{\nx += i\ni += 2\nlast += i\nreturn $\n}})\n{step}}}",
            value,
        )
        body.add("for n, f := range fs {\nv := f(n)\nh = h*31 ^ $\nv = f(last & 7)\nh ^= $\n}", *(self.pool.hash(Expr(kind, "v")) for _ in range(2)))
        body.add("h += uint64(last)")

    def bound_methods(self, body: Block):
        """Method values keep the receiver that they were made of; method expressions have none."""
        holder = self.rng.choice(self.receivers())
        body.add("var x, y = $, $", self.full(holder, 2), self.full(holder, 2))
        body.add("f, g := x.Pure, y.Write\nx, y = y, x")
        calls = ["f(3)", "g(4)", "x.Pure(5)", f"({holder.name}).Write(x, 6)", f"({holder.name}).Pure(y, 7)", "g(1)"]
        for call in self.rng.sample(calls, 4):
            body.add(f"h = h*31 + uint64({call})")
        body.add("_, _ = f, g")
        self.mixed(body, "x", holder)
        self.mixed(body, "y", holder)

    def receivers(self) -> list[Type]:
        """What has all the methods of its type."""
        found = []
        for kind in [*self.pool.named_integers, *self.pool.structs]:
            by_pointer = any(pointer for _, each, pointer in self.planned if each is kind)
            found.append(self.pool.pointer(kind) if by_pointer else kind)
        return found

    # --- what others got wrong -----------------------------------------------------------------------------------

    def range_grown(self, body: Block):
        """The range keeps the array it began with while the variable goes on with another (golang/go#79909)."""
        kind = self.pool.any_type(1, most=12)
        slices = self.pool.slice(kind)
        keep = self.keeper(slices)
        body.add(f"s := make([]{kind.name}, {self.rng.randint(1, 5)}, {self.rng.randint(5, 8)})\nt := s")
        body.add("for i := range s {\ns[i] = $\n}", self.pure_of(["i", self.parameter()], kind))
        with self.scope():
            self.declare("i", self.pool.int, writable=False)
            self.declare("v", kind)
            grown, written = self.expr(kind, 2), self.expr(kind, 2)
        base = self.rng.choice(("s", "s[:i]", "s[:1]", "s[:0:0]", "s[i:]", "t"))
        text = (
            f"for i, v := range s {{\ns = {keep}({base}, append({base}, $, v))\nif len(s) > i {{\ns[i] = $\n}}\n"
            "if len(s) > 12 {\ns = s[1:4]\n}\nh = h*31 ^ $\n}"
        )
        go = text.replace(f"append({base}, $, v)", f"append(append({base}, $), v)")
        body.add(text, grown, written, self.pool.hash(Expr(kind, "v")), go=go)
        self.mixed(body, "s", slices)
        self.mixed(body, "t[:cap(t)]", slices)

    def outliving(self, body: Block):
        """The address of a part of a variable outlives it (golang/go#81612)."""
        rng = self.rng
        kind = rng.choice(self.pool.structs)
        pointer, array = self.pool.pointer(kind), self.pool.array(kind, rng.randint(1, 4))
        name = self.fresh(f"{self.prefix}keepalive")
        outer, self.scopes = self.scopes, [[]]
        self.declare("a", self.pool.int)
        values = [self.expr(kind, 2) for _ in range(array.length)]
        spare = self.expr(array, 2)
        self.scopes = outer
        form = rng.choice(("&all[pos(a, len(all))]", "&s[pos(a, len(s))]", "&all[0]", "&w.inner"))
        box = f"{self.prefix}W{self.names}"
        self.helpers.add(f"type {box} struct {{\nbefore string\ninner {kind.name}\n}}")
        text = (
            f"func {name}(a int) ({pointer.name}, []{kind.name}) {{\nall := {array.name}{{$}}\ns := all[:]\n"
            f'w := {box}{{inner: all[0]}}\np := {form}\nall, w.before = $, "x"\nreturn p, s\n}}'
        )
        self.helpers.add(text, joined(", ", values), spare)
        body.add(f"p, s := {name}($)\nq, t := {name}($)", self.expr(self.pool.int, 1), self.expr(self.pool.int, 1))
        self.declare("p", pointer, full=True, writable=False)
        self.declare("q", pointer, full=True, writable=False)
        for _ in range(3):
            target = rng.choice(("*p", "*q", "s[0]", "t[len(t)-1]"))
            body.add(f"{target} = $", self.expr(kind, 2))
        for each in ("p", "q"):
            self.mixed(body, each, pointer)
        for each in ("s", "t"):
            self.mixed(body, each, self.pool.slice(kind))

    def append_pairs(self, body: Block):
        """Appends beside other uses of the same slice in one assignment (golang/go#80697)."""
        kind = self.pool.any_type(1, most=12)
        slices = self.pool.slice(kind)
        keep = self.keeper(slices)
        body.add(f"s, t := $, make({slices.name}, 1, 4)\nvar v {kind.name} = $\nn := 0", self._slice(slices, 2), self.expr(kind, 2))
        for name in ("s", "t"):
            self.declare(name, slices)
        self.declare("v", kind)
        forms = [
            (f"s, n = {keep}(s, append(s, $)), len(s)", 1),
            (f"s, t = {keep}(t, append(t, $)), {keep}(s, append(s, $))", 2),
            (f"t, v = {keep}(s, append(append(s, $), v)), $", 2),
            (f"s, s[0] = {keep}(s[:1], append(s[:1], $)), $", 2),
            (f"s, t = s[:len(s):len(s)], {keep}(s, append(s, t...))", 0),
            (f"s = {keep}(s, append(s, s...))", 0),
        ]
        for form, values in self.rng.choices(forms, k=5):
            body.add("if len(s) > 0 && len(s) < 30 && len(t) < 30 {\n" + form + "\n}", *(self.expr(kind, 1) for _ in range(values)))
            body.add("h = h*31 ^ $ ^ $ + uint64(n)", self.pool.hash(Expr(slices, "s")), self.pool.hash(Expr(slices, "t")))
        self.mixed(body, "v", kind)

    def boxed_slices(self, body: Block):
        """Slices through interfaces and back (golang/go#29353)."""
        kind = self.pool.any_type(1, most=12)
        slices = self.pool.slice(kind)
        low, high = sorted(self.rng.sample(range(6), 2))
        body.add(f"s := make({slices.name}, 5, 6)\nfor i := range s {{\ns[i] = $\n}}", self.pure_of(["i", self.parameter()], kind))
        body.add(f"var x any = s[{low}:{high}]\ny := []any{{x, s[:0], s, nil, 3}}\ns[{low}] = $", self.expr(kind, 1))
        body.add(
            f"for i, e := range y {{\nswitch v := e.(type) {{\ncase {slices.name}:\nh = h*31 ^ $ + uint64(i)\n"
            "case int:\nh += uint64(v)\ncase nil:\nh *= 5\n}\n}",
            self.pool.hash(Expr(slices, "v")),
        )
        body.add(f"t, ok := x.({slices.name})\nif ok && len(t) > 0 {{\nt[0] = $\n}}", self.expr(kind, 1))
        self.mixed(body, "s", slices)

    # --- panics --------------------------------------------------------------------------------------------------

    def defers(self, body: Block):
        """Deferred calls see their arguments as they were and variables as they are; they may change results."""
        kind = self.pool.any_type(1, most=8)
        body.add(f"var v {kind.name} = $", self.expr(kind, 2))
        self.declare("v", kind)
        body.add("for i := 0; i < 4; i++ {\ndefer func(w " + kind.name + ", n int) {\nh = h*31 ^ $ ^ $ + uint64(n*i)\n}(v, i)\nv = $\n}",
                 self.pool.hash(Expr(kind, "w")), self.pool.hash(Expr(kind, "v")), self.expr(kind, 2))  # fmt: skip
        risky = self.risky_division() if self.chance(0.5) else self.risky_slice() or self.risky_make()
        label = self.fresh(self.prefix + ".d")
        body.add(f'defer func() {{\nif e := recover(); e != nil {{\nprintln("{label}", e)\nh += 1000\n}}\n}}()')
        body.add(risky)
        body.add("h++")

    def repanic(self, body: Block):
        """A panic in a deferred call takes the place of the one before it, unless it is recovered inside."""
        label = self.fresh(self.prefix + ".r")
        first, second = (self.expr(kind, 1) for kind in (self.pool.int, self.pool.string))
        # Vo, but not Go, also lets it recover the panic that called what deferred it.
        inner = "again := false\ndefer func() {\nh += 7\n" + f"if again {{\n{self.rng.choice(('recover()', 'h++'))}\n}}\n" + "}()\n"
        body.add(
            f'func() {{\ndefer func() {{\nprintln("{label}", recover())\n}}()\n'
            f"defer func() {{\n{inner}if $ {{\nagain = true\npanic($)\n}}\nh *= 3\n}}()\n"
            "defer func() {\nh += 11\n}()\nif $ {\npanic($)\n}\nh += 5\n}()",
            self.nonconstant(self.pool.boolean, 1), second, self.nonconstant(self.pool.boolean, 1), first,
        )  # fmt: skip

    # --- the rest ------------------------------------------------------------------------------------------------

    def machine(self, body: Block):
        """A loop over a state, left and continued from inside of its switch."""
        states = self.rng.randint(2, 5)
        cases = []
        body.add("state, turns := $ & 3, 0", self.nonconstant(self.pool.int, 2))
        self.declare("state", self.pool.int)
        self.declare("turns", self.pool.int, writable=False)
        for number in range(states):
            step = self.rng.choice(("continue run", "break", f"state = {self.rng.randrange(states)}", "if turns > 9 {\nbreak run\n}"))
            cases.append(Node(f"case {number}:\n$state += $ & 1\n{step}\n", self.block(2), self.nonconstant(self.pool.int, 1)))
        body.add(
            f"run:\nfor turns < 25 {{\nturns++\nswitch state {{\n$default:\nstate = turns % {states + 1}\n"
            "if turns > 20 {\nbreak run\n}\n}\nh = h*31 + uint64(state)\n}",
            joined("", cases),
        )

    def variadic(self, body: Block):
        """Without arguments the slice is nil in Go and empty in Vo."""
        kind = self.pool.any_type(1, most=8)
        slices = self.pool.slice(kind)
        name = self.fresh(f"{self.prefix}var")
        self.helpers.add(
            f"func {name}(n int, rest ...{kind.name}) uint64 {{\nif len(rest) == 0 {{\nreturn 2\n}}\n"
            "if len(rest) > 1 {\nrest[0] = rest[len(rest)-1]\n}\nreturn $ + uint64(n)\n}",
            self.pool.hash(Expr(slices, "rest[:len(rest):len(rest)]")),
        )
        body.add("s := $", self._slice(slices, 2))
        arguments = [self.expr(kind, 1) for _ in range(self.rng.randint(1, 4))]
        body.add(f"h = {name}(1) ^ {name}(2, $)*3", joined(", ", arguments))
        body.add(f"h = h*31 + {name}(len(s), s...)")
        self.mixed(body, "s", slices)

    def text(self, body: Block):
        """Strings cut anywhere, as bytes and as runes."""
        body.add("s := $ + $", self.nonconstant(self.pool.string, 2), self.nonconstant(self.pool.string, 2))
        self.declare("s", self.pool.string)
        body.add("for i := 0; i <= len(s); i++ {\nfor j, r := range s[i:] {\nh = h*31 + uint64(r)*7 + uint64(j)\n}\nif i > 12 {\nbreak\n}\n}")
        body.add("rs := []rune(s)\nfor i, j := 0, len(rs)-1; i < j; i, j = i+1, j-1 {\nrs[i], rs[j] = rs[j], rs[i]\n}\nt := string(rs)")
        body.add("b := []byte(t)\nfor i := range b {\nb[i] ^= byte(i & 1)\n}\nu := string(b)\nh ^= hstring(t) * 3")
        body.add("if s < u {\nh++\n}\nswitch {\ncase t == u:\nh += 2\ncase t > s:\nh += 4\n}")
        body.add('parts := ""\nfor i := 0; i < 5; i++ {\nparts += sub(u, $, i) + "|"\n}\nh ^= hstring(parts)', self.expr(self.pool.int, 1))
