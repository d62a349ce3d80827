"""Generated Vo programs of any length, for measuring the compiler and for the test of large inputs (tests/frontend/scale).

`SHAPES` maps a name to a function of the wanted number of lines. `mixed` is ordinary code; every other shape piles up one
construct. A shape gives the text of one file, or a dict from paths to texts: a project. Where the format's 16-bit numbers
or the language's limits end a shape early, it stays below them. `BROKEN` are the same for programs with errors.
"""


def unit(i):
    """Some thirty lines that use most of the language; `i` makes the names unique."""
    return f"""
// Account{i} keeps a balance in cents.
type Account{i} struct {{
\tname    string
\tbalance int
\thistory []int
\ttags    map[string]int
}}

func (a *Account{i}) Add(amount int) int {{
\tif amount < 0 && -amount > a.balance {{
\t\treturn a.balance
\t}}
\ta.balance += amount
\ta.history = append(a.history, amount)
\ta.tags["last"] = amount
\treturn a.balance
}}

func work{i}(n int, names []string) (int, error) {{
\taccount := &Account{i}{{name: "a{i}", tags: map[string]int{{}}}}
\ttotal := 0
\tfor k := 0; k < n; k++ {{
\t\tswitch {{
\t\tcase k%3 == 0:
\t\t\ttotal += account.Add(k*{i % 97} + 1)
\t\tcase k&1 == 1 && k > 10:
\t\t\ttotal -= len(account.history)
\t\tdefault:
\t\t\ttotal ^= k << 2
\t\t}}
\t}}
\tfor index, name := range names {{
\t\tif name == "stop" {{
\t\t\treturn total, fmt.Errorf("stopped at %d", index)
\t\t}}
\t\ttotal += len(name) + int(float64(index)*1.5)
\t}}
\tscale := func(x int) int {{ return x*total + {i} }}
\tvar worker Worker = account
\treturn scale(worker.Add(3)), nil
}}
"""


def mixed(lines):
    """Ordinary code: types, methods, loops, closures, interfaces, maps, errors."""
    parts = ['package main\n\nimport "fmt"\n\ntype Worker interface {\n\tAdd(amount int) int\n}\n']
    per_unit = unit(0).count("\n")
    count = max(1, lines // (per_unit + 1))
    parts += [unit(i) for i in range(count)]
    calls = "".join(f"\tif v, err := work{i}(3, nil); err == nil {{ sum += v }}\n" for i in range(count))
    parts.append(f"\nfunc main() {{\n\tsum := 0\n{calls}\tfmt.Println(sum)\n}}\n")
    return "".join(parts)


def program(declarations=(), statements=()):
    return "package main\n\n" + "\n".join(declarations) + "\n\nfunc main() {\n" + "\n".join(statements) + "\n}\n"


def repeat(pattern, n, most=1 << 30):
    """`pattern` for i below n: `#` stands for i, `<` for i - 1 and `>` for i + 1 where they are marked by a backquote."""
    n = max(1, min(n, most))
    return [pattern.replace("`<", str(i - 1)).replace("`>", str(i + 1)).replace("`#", str(i)) for i in range(n)]


def backwards(pattern, last, n, run=900):
    """Declarations that each use the next one, in runs below the nesting limit of 1000; `last` ends a run."""
    return [(last if i % run == run - 1 or i == n - 1 else pattern).replace("`>", str(i + 1)).replace("`#", str(i)) for i in range(n)]


def chain(first, pattern, n, most=1 << 30):
    """Like repeat, but `first` stands for element 0, which has nothing before it."""
    return [first] + repeat(pattern, n, most)[1:]


def packages(n):
    """A project: packages of fifty lines, each importing the two before it."""
    count = max(2, n // 50)
    files = {"vo.mod": 'format = 1\nmodule = "local/large"\nversion = "0.1.0"\nvo = "0.1.0"\n'}
    for i in range(count):
        before = [k for k in (i - 1, i - 2) if k >= 0]
        imports = "".join(f'import "local/large/p{k}"\n' for k in before)
        calls = " + ".join(["x"] + [f"p{k}.F40(x)" for k in before])
        body = "".join(f"func F{k}(x int) int {{ return {calls if k == 40 else f'x + {k}'} }}\n" for k in range(45))
        files[f"p{i}/p.vo"] = f"package p{i}\n\n{imports}\n{body}"
    files["main.vo"] = f'package main\n\nimport "local/large/p{count - 1}"\n\nfunc main() {{ println(p{count - 1}.F1(1)) }}\n'
    return files


def files(n):
    """A project of one package in files of fifty lines, each with a method of a type in the first."""
    count = max(2, n // 50)
    result = {
        "vo.mod": 'format = 1\nmodule = "local/large"\nversion = "0.1.0"\nvo = "0.1.0"\n',
        "main.vo": "package main\n\ntype T struct{ x int }\n\nfunc main() { println(f0_1(1)) }\n",
    }
    for i in range(count):
        body = "".join(f"func f{i}_{k}(x int) int {{ return f{(i + 1) % count}_{k}(x) }}\n" for k in range(45))
        result[f"f{i}.vo"] = f"package main\n\nfunc (t T) m{i}() int {{ return t.x }}\n\n{body}"
    return result


def blocks(n):
    """One function with nested blocks that shadow each other's names."""
    part = ["\tif x%2 == 0 {", "\t\ty := x", "\t\tfor y < 10 {", "\t\t\tx := y + 1", "\t\t\ty = x", "\t\t}", "\t\tx = y", "\t}"]
    return program([], ["\tx := 0"] + part * (n // len(part)) + ["\tprintln(x)"])


def string_sum(n):
    """Constants that are sums of a hundred strings each."""
    lines = []
    for i in range(max(1, n // 100)):
        lines += [f"const s{i} = " + '"start" +'] + ['\t"part" +'] * 98 + ['\t"end"']
    return program(lines, ["\tprintln(len(s0))"])


def embedding(n):
    """Types that embed each other twenty deep; the last is called through and put into an interface."""
    lines = ["type I interface{ M() int }"]
    groups = max(1, n // 22)
    for g in range(groups):
        lines += [f"type E{g}_0 struct{{ x{g} int }}", f"func (e *E{g}_0) M() int {{ return e.x{g} }}"]
        lines += [f"type E{g}_{k} struct{{ *E{g}_{k - 1}; y{k} int }}" for k in range(1, 20)]
    uses = [f"\tvar v{g} I = &E{g}_19{{}}\n\tv{g}.M()" for g in range(min(groups, 5000))]
    return program(lines, uses)


def deep_embedding(n):
    """One chain of embedded types."""
    lines = chain("type E0 struct{ x int }", "type E`# struct{ *E`< }", n, 20000)
    return program(lines, ["\tvar e E100", "\tprintln(e.x)"])


def wide_embedding(n):
    """A type that embeds many others, called through for the methods of all of them, and put into an interface."""
    count = max(1, n // 4)
    lines = []
    for i in range(count):
        lines += [f"type E{i} struct{{ x{i} int }}", f"func (e *E{i}) m{i}() int {{ return e.x{i} }}"]
    lines += ["type T struct {"] + repeat("\t*E`#", count) + ["}"]
    return program(lines, ["\tt := new(T)", "\tvar a any = t", "\t_ = a"] + repeat("\tt.m`#()", count))


def diamonds(n):
    """Types that embed two types that embed the next; every name is reached over many ways."""
    lines = ["type I interface{ M() int }"]
    depth = 15
    groups = max(1, n // (3 * depth + 3))
    for g in range(groups):
        for k in range(depth):
            lines += [f"type T{g}_{k} struct{{ *A{g}_{k}; *B{g}_{k} }}"]
            lines += [f"type {x}{g}_{k} struct{{ *T{g}_{k + 1}; {x.lower()}{k} int }}" for x in "AB"]
        lines += [f"type T{g}_{depth} struct{{ x int }}", f"func (t *T{g}_{depth}) M() int {{ return t.x }}"]
    uses = [f"\tvar v{g} any = &T{g}_0{{}}\n\tprintln(v{g}.(*T{g}_0).a0)" for g in range(min(groups, 3000))]
    return program(lines, uses)


def interfaces(n):
    count = max(1, n // 5)
    lines = ["type S struct{ x int }"]
    for i in range(count):
        lines += [
            f"type I{i} interface {{ M{i}(x int) int; N() int }}",
            f"type C{i} struct{{ x int }}",
            f"func (c *C{i}) M{i}(x int) int {{ return c.x + x }}",
            f"func (c *C{i}) N() int {{ return c.x }}",
        ]
    return program(lines, [f"\tI{i}(&C{i}{{{i}}}).M{i}(1)" for i in range(count)])


def wide_interface(n):
    """One interface of many methods, a type that implements it, and assignments between equal interfaces."""
    count = max(1, min(n // 4, 10000))
    lines = [f"type I{k} interface {{\n" + "\n".join(f"\tM{i}() int" for i in range(count)) + "\n}" for k in range(2)]
    lines += ["type T struct{ x int }"] + [f"func (t *T) M{i}() int {{ return t.x }}" for i in range(count)]
    return program(lines, ["\tvar a I0 = &T{}", "\tvar b I1 = a"] + ["\ta = b", "\tb = a"] * (count // 2))


def huge_function(n):
    """One function with some of everything, which keeps few variables alive at once."""
    lines = ["type P struct{ x, y int }", "func work(s []int, m map[string]int) (int, error) {", "\ttotal := 0"]
    part = [
        "\tfor i, v := range s {",
        "\t\tif v > {0} && i != total {",
        "\t\t\tcontinue",
        "\t\t}",
        "\t\ttotal += v * i",
        "\t}",
        '\tif v, ok := m["k{0}"]; ok {',
        "\t\tp := &P{x: v}",
        "\t\tp.y = p.x + total",
        "\t\ttotal ^= p.y",
        "\t}",
        "\tswitch total % 5 {",
        "\tcase 1, 2:",
        "\t\ts = append(s, total, {0})",
        "\tdefault:",
        '\t\tm["total"] += len(s)',
        "\t}",
    ]
    for i in range(max(1, n // len(part))):
        lines += [line.replace("{0}", str(i)) for line in part]
    return program(lines + ["\treturn total, nil", "}"], ["\tprintln(work(nil, map[string]int{}))"])


def loops(n):
    """Loops of every form, one after the other."""
    lines = ["\tx := 0", "\ts := []int{1}", "\tm := map[int]int{}", '\tt := "text"']
    part = [
        "\tfor i := 0; i < 3; i++ { x += i }",
        "\tfor i := range 3 { x += i }",
        "\tfor i, v := range s { x += i * v }",
        "\tfor k, v := range m { x += k * v }",
        "\tfor i, r := range t { x += i + int(r) }",
        "\tfor x > 100 { x -= 7 }",
    ]
    return program([], lines + part * max(1, n // len(part)) + ["\tprintln(x)"])


def method_values(n):
    lines = ["type T struct{ x int }", "func (t T) M(y int) int { return t.x + y }", "type I interface{ M(int) int }"]
    part = ["\tf = t.M", "\tf = (&t).M", "\tf = i.M", "\tx = T.M(t, x) + f(x)"]
    start = ["\tt := T{1}", "\tvar i I = t", "\tvar f func(int) int", "\tx := 0"]
    return program(lines, start + part * max(1, n // len(part)) + ["\tprintln(x)"])


def wide_struct(n):
    """A struct of many fields: composite literals with keys, copies, comparisons."""
    count = max(1, min(n // 3, 10000))
    lines = ["type T struct {"] + [f"\tf{i} int" for i in range(count)] + ["}"]
    body = ["\tt := T{"] + [f"\t\tf{i}: {i}," for i in range(count)] + ["\t}", "\tu := &t"]
    return program(lines, body + [f"\tu.f{i} = t.f{i} + 1" for i in range(count)] + ["\tprintln(*u == t)"])


def parameters(n):
    """A function of many parameters and as many results."""
    count = max(1, min(n // 4, 10000))
    lines = ["func f("] + [f"\ta{i} int," for i in range(count)] + [") ("] + [f"\tr{i} int," for i in range(count)] + [") {"]
    lines += [f"\tr{i} = a{i}" for i in range(count)] + ["\treturn", "}"]
    return program(lines, ["\tf("] + [f"\t\t{i}," for i in range(count)] + ["\t)"])


def captures(n):
    """One literal that captures many variables."""
    count = max(1, min(n // 2, 15000))
    body = [f"\tv{i} := {i}" for i in range(count)] + ["\tf := func() {"] + [f"\t\tv{i}++" for i in range(count)]
    return program([], body + ["\t}", "\tf()"] + ["\tprintln(v0)"])


def select(n):
    """One select of many cases, over one channel."""
    count = max(1, min(n // 3, 8000))
    cases = [f"\tcase v := <-c:\n\t\tprintln(v)\n\tcase c <- {i}:" for i in range(count)]
    return program([], ["\tc := make(chan int, 1)", "\tselect {"] + cases + ["\tdefault:", "\t}"])


def type_switch(n):
    count = max(1, n // 3)
    lines = [f"type T{i} struct{{ x int }}" for i in range(count)]
    cases = [f"\tcase T{i}:\n\t\treturn v.x" for i in range(count)]
    return program(lines + ["func f(a any) int {", "\tswitch v := a.(type) {"] + cases + ["\t}", "\treturn 0", "}"], ["\tf(nil)"])


def shared_function(n):
    """Variables that are initialized through one function, which reads as many others."""
    half = max(1, min(n // 3, 20000))
    lines = repeat("var h`# = `#", half) + ["func f() int {", "\tx := 0"] + repeat("\tx += h`#", half) + ["\treturn x", "}"]
    return program(lines + repeat("var g`# = f()", half), ["\tprintln(g0)"])


def cyclic_functions(n):
    """Functions that call each other in a ring, and a variable initialized through each of them."""
    count = max(2, min(n // 2, 30000))
    lines = [f"func f{i}(x int) int {{ if x == 0 {{ return 1 }}; return f{(i + 1) % count}(x - 1) }}" for i in range(count)]
    return program(lines + repeat("var g`# = f`#(3)", count), ["\tprintln(g0)"])


def distinct_types(n):
    """Types without a name, all different."""
    lines = []
    for i in range(max(1, n // 5)):
        lines += [f"var a{i} [{i + 1}]int8", f"var b{i} *struct{{ f{i} int }}", f"var c{i} map[string][][{i + 1}]bool"]
        lines += [f"var d{i} func(struct{{ x{i} int }}) interface{{ M{i}() }}", f"var e{i} [][][][{i + 1}]string"]
    return program(lines[:60000], ["\tprintln(len(a0))"])


def assertions(n):
    count = max(1, n // 2)
    lines = repeat("type T`# struct{ x int }", count)
    return program(lines, ["\tvar a any = T0{}"] + repeat("\tif t, ok := a.(T`#); ok { a = t.x }", count))


def many_locals(n):
    lines = repeat("\tv`# := `#", n, 30000)
    return program([], lines + [f"\tprintln(v{len(lines) - 1})"])


def methods(n):
    count = max(1, min(n // 2, 30000))
    lines = ["type T struct{ x int }"] + repeat("func (t *T) m`#() int { return t.x + `# }", count)
    return program(lines, ["\tt := &T{}"] + repeat("\tt.m`#()", count))


def cases(n):
    lines = ["func f(x int) int {", "\tswitch x {"] + [f"\tcase {i}:\n\t\treturn {i * 7 % 1000}" for i in range(n // 2)]
    return program(lines + ["\t}", "\treturn 0", "}"], ["\tprintln(f(3))"])


def string_cases(n):
    cases = [f'\tcase "k{i}":\n\t\treturn {i % 1000}' for i in range(min(n, 100000) // 2)]
    return program(["func f(x string) int {", "\tswitch x {"] + cases + ["\t}", "\treturn 0", "}"], ['\tprintln(f("k3"))'])


def string_constants(n):
    return program(repeat('const s`# = "text `#"', n), ['\tx := ""'] + repeat("\tx = s`#", n // 20, 50000) + ["\tprintln(x)"])


def maps(n):
    lines = ["var m = map[string]int{"] + repeat('\t"key `#": `#,', n, 50000) + ["}"]
    return program(lines + ["var k = map[int]string{"] + repeat('\t`#: "v",', n // 4, 50000) + ["}"], ["\tprintln(len(m), len(k))"])


def struct_elements(n):
    lines = ["type P struct { name string; x, y int; next *P }", "var s = []P{"]
    return program(lines + repeat('\t{name: "p", x: `#, next: &P{y: 2}},', n) + ["}"], ["\tprintln(len(s))"])


def dynamic(n):
    lines = ["func f(a any) (any, error) {"] + repeat("\ta = a~>part~>[`#]~>call(`#)?", n) + ["\treturn a, nil", "}"]
    return program(lines, ["\tf(nil)"])


def propagation(n):
    lines = ["func g(x int) (int, error) { return x, nil }", "func f() error {", "\tx := 0"]
    return program(lines + repeat("\tx += g(`#)?", n) + ["\tprintln(x)", "\treturn nil", "}"], ["\tf()"])


SHAPES = {
    "mixed": mixed,
    "statements": lambda n: program([], ["\tx := 0"] + [f"\tx = x*{i % 13} + {i}" for i in range(n)] + ["\tprintln(x)"]),
    "blocks": blocks,
    "ifs": lambda n: program(["func f(x int) int {"] + repeat("\tif x == `# || x < 3 && x > 1 { return `# }", n) + ["\treturn x", "}"]),
    "locals": many_locals,
    "labels": lambda n: program([], repeat("L`#:\n\tfor i := 0; i < 3; i++ {\n\t\tfor { break L`# }\n\t}", n // 4)),
    "cases": cases,
    "string cases": string_cases,
    "huge function": huge_function,
    "loops": loops,
    "method values": method_values,
    "type switch": type_switch,
    "assertions": assertions,
    "select": select,
    "defers": lambda n: program(["func f(x int) {}"], repeat("\tdefer f(`#)", n)),
    "goroutines": lambda n: program(["func f(x int) {}"], repeat("\tgo f(`#)", n)),
    "closures": lambda n: program([], ["\tx := 0"] + repeat("\tfunc() { x += `# }()", n, 50000) + ["\tprintln(x)"]),
    "captures": captures,
    "propagation": propagation,
    "dynamic": dynamic,
    "functions": lambda n: program(repeat("func f`#(x int) int { return x + `# }", n), ["\tprintln(f0(1))"]),
    "parameters": parameters,
    "constants": lambda n: program(["const ("] + repeat("\tc`# = `# + iota", n) + [")"], ["\tprintln(c1)"]),
    "constants forward": lambda n: program(backwards("const c`# = c`> + 1", "const c`# = 1", n), ["\tprintln(c1)"]),
    "floats": lambda n: program([], ["\tx := 0.5"] + repeat("\tx += `#.25e-3", n, 50000) + ["\tprintln(x)"]),
    "strings": lambda n: program([], ['\ts := ""'] + repeat('\ts = "part `#" + s', n, 50000) + ["\tprintln(len(s))"]),
    "string constants": string_constants,
    "string sum": string_sum,
    "init functions": lambda n: program(repeat("func init() { println(`#) }", n)),
    "globals": lambda n: program(repeat("var g`# = `#", n, 60000), ["\tprintln(g0)"]),
    "initializers": lambda n: program(chain("var h0 = 1", "var h`# = h`< + 1", n, 60000), ["\tprintln(h1)"]),
    "initializers forward": lambda n: program(backwards("var h`# = h`> + 1", "var h`# = 1", min(n, 60000)), ["\tprintln(h1)"]),
    "shared function": shared_function,
    "cyclic functions": cyclic_functions,
    "types": lambda n: program(chain("type T0 struct{ x int }", "type T`# struct{ p *T`<; x int }", n), ["\tprintln(T1{}.x)"]),
    "types forward": lambda n: program(
        backwards("type T`# struct{ v T`> }", "type T`# struct{ x int }", n), ["\tprintln(T0{} == T0{})"]
    ),
    "aliases": lambda n: program(chain("type T0 = int", "type T`# = T`<", n), [f"\tvar x T{n - 1} = 1; println(x)"]),
    "distinct types": distinct_types,
    "fields": lambda n: program(["type T struct {"] + repeat("\tf`# int", n, 60000) + ["}"], ["\tp := new(T)", "\tprintln(p.f9)"]),
    "wide struct": wide_struct,
    "methods": methods,
    "interfaces": interfaces,
    "wide interface": wide_interface,
    "embedding": embedding,
    "deep embedding": deep_embedding,
    "wide embedding": wide_embedding,
    "diamonds": diamonds,
    "elements": lambda n: program(["var s = []int{"] + repeat("\t`#,", n) + ["}"], ["\tprintln(len(s))"]),
    "keyed elements": lambda n: program(["var s = []int{"] + repeat("\t`#: `#,", n) + ["}"], ["\tprintln(len(s))"]),
    "struct elements": struct_elements,
    "maps": maps,
    "packages": packages,
    "files": files,
}

BROKEN = {
    "undeclared": lambda n: program([], repeat("\tx`# = y`#", n)),
    "undeclared functions": lambda n: program(repeat("func f`#() { g`#() }", n)),
    "mismatches": lambda n: program([], ["\tx := 0"] + repeat('\tx = "s`#"', n)),
    "repeated": lambda n: program(repeat("func f() int { return `# }", n)),
    "repeated fields": lambda n: program(["type T struct {"] + repeat("\tf int", n) + ["}"]),
    "repeated cases": lambda n: program([], ["\tx := 0", "\tswitch x {"] + repeat("\tcase 1:", n) + ["\t}"]),
    "repeated names": lambda n: program([], repeat("\tv := `#", n)),
    "repeated methods": lambda n: program(["type T struct{}"] + repeat("func (t T) m() {}", n)),
    "repeated keys": lambda n: program(["var m = map[int]int{"] + repeat("\t1: `#,", n) + ["}"]),
    "unused imports": lambda n: program(repeat('import s`# "strings"', n)),
    "wrong calls": lambda n: program(["func f(x int) {}"], repeat('\tf("", `#)', n)),
    "unknown labels": lambda n: program([], ["\tfor {"] + repeat("\t\tbreak L`#", n) + ["\t}"]),
    "no return": lambda n: program(repeat("func f`#() int { }", n)),
    "unknown types": lambda n: program(repeat("var v`# []T`#", n)),
    "unknown imports": lambda n: program(repeat('import "nosuch`#"', n)),
    "cyclic types": lambda n: program(repeat("type T`# struct{ v T`> }", n) + [f"type T{n} struct{{ v T0 }}"]),
    "cyclic constants": lambda n: program(repeat("const c`# = c`>", n) + [f"const c{n} = c0"]),
    "cyclic variables": lambda n: program(repeat("var v`# = v`>", n) + [f"var v{n} = v0"]),
    "cyclic interfaces": lambda n: program(repeat("type I`# interface{ I`> }", n) + [f"type I{n} interface{{ I0 }}"]),
    "missing methods": lambda n: program(
        ["type T struct{}", "type I interface {"] + repeat("\tM`#()", n // 2) + ["}"], repeat("\tvar _ I = T{}", n // 2)
    ),
    "syntax": lambda n: program([], repeat("\tx = )", n)),
    "open braces": lambda n: "package main\n" + "func f() {\n" * n,
    "open comment": lambda n: "package main\n" + "/* \n" * n,
    "open strings": lambda n: program(repeat('var s`# = "abc', n)),
    "long line": lambda n: program([], ["".join(repeat("x`# = y; ", n))]),
}
