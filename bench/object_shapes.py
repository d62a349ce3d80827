"""Generated Vo programs for measuring compilation down to the object file: what the back end carries, in any length.

As in shapes.py, `OBJECT_SHAPES` maps a name to a function of the wanted size. The size is lines of source as a rule; in
"… copies" it is the number of array elements. What shapes.py has and the back end refuses is measured up to the module
only (frontend.py).
"""

from shapes import program, repeat


def ordinary_unit(i):
    """Some thirty lines of ordinary code that the whole compiler carries; `i` makes the names unique."""
    return f"""
type Ledger{i} struct {{
\towner   string
\tbalance int
\tentries []int
\tnext    *Ledger{i}
}}

func (l *Ledger{i}) add(amount int) int {{
\tif amount < 0 && -amount > l.balance {{
\t\treturn l.balance
\t}}
\tl.balance += amount
\tl.entries = append(l.entries, amount)
\treturn l.balance
}}

func ledger{i}(n int, names []string) (int, string) {{
\tl := &Ledger{i}{{owner: "o{i}"}}
\ttotal := 0
\tfor k := 0; k < n; k++ {{
\t\tswitch k % 4 {{
\t\tcase 0:
\t\t\ttotal += l.add(k*{i % 97} + 1)
\t\tcase 1, 2:
\t\t\ttotal -= len(l.entries)
\t\t\tl = &Ledger{i}{{owner: l.owner, next: l}}
\t\tdefault:
\t\t\ttotal ^= k << 2
\t\t}}
\t}}
\tlast := "{i}"
\tfor at, name := range names {{
\t\tif name == "stop" {{
\t\t\treturn total, last
\t\t}}
\t\tlast = last + name
\t\ttotal += len(name) + int(float64(at)*1.5)
\t}}
\treturn total + l.balance, last
}}
"""


def ordinary(n):
    """Types, methods, loops, switches, strings, slices, floats, in functions of ordinary length."""
    count = max(1, n // (ordinary_unit(0).count("\n") + 2))
    parts = ["package main\n"] + [ordinary_unit(i) for i in range(count)]
    for first in range(0, count, 100):
        calls = "".join(
            f"\tt{i}, s{i} := ledger{i}(5, names)\n\tsum += t{i} + len(s{i})\n" for i in range(first, min(first + 100, count))
        )
        parts.append(f"\nfunc part{first}(names []string) int {{\n\tsum := 0\n{calls}\treturn sum\n}}\n")
    sums = "".join(f"\tsum += part{first}(names)\n" for first in range(0, count, 100))
    parts.append(f'\nfunc main() {{\n\tsum := 0\n\tnames := []string{{"a", "b"}}\n{sums}\tprintln(sum)\n}}\n')
    return "".join(parts)


def calls(n):
    """Functions that each call the one before."""
    first = "func f0(x int) int { return x * 3 }"
    rest = repeat("func f`#(x int) int {\n\tif x > `# {\n\t\treturn x - `#\n\t}\n\treturn f`<(x + 1)\n}", n // 6)[1:]
    return program([first, *rest], [f"\tprintln(f{len(rest)}(1))"])


def merged_references(n):
    """References that are merged after each of many branches."""
    part = ["\tif total%3 == 0 {", '\t\twords = append(words, "w`#")', "\t} else {", "\t\tnode = &Node{`#, node}", "\t}"]
    body = repeat("\n".join(part + ["\ttotal += len(words) + `# % 5"]), n // 6)
    start = ["\tvar node *Node", "\ttotal := 0", "\twords := []string{}"]
    return program(["type Node struct {", "\tx int", "\tnext *Node", "}"], start + body + ["\tprintln(total, len(words), node.x)"])


def reference_results(n):
    """A function with several references among its results, called again and again with its own results."""
    lines = [
        "type Node struct{ x int }",
        "func step(name string, list []int, i int) (string, []int, *Node, int) {",
        "\tif i%7 == 0 {",
        "\t\treturn name, append(list, i), &Node{i}, i + 2",
        "\t}",
        "\treturn name, list, &Node{i}, i + 1",
        "}",
    ]
    start = ['\tname := "x"', "\tvar list []int", "\tvar node *Node", "\ti := 1", "\ttotal := 0"]
    body = repeat("\tname, list, node, i = step(name, list, i)\n\ttotal += node.x", n // 2)
    return program(lines, start + body + ["\tprintln(total, len(list), len(name))"])


def live_references(n):
    """Many references, all alive over many calls."""
    count = max(1, n // 4)
    lines = ["type Node struct{ x int }", "func work(i int) *Node { return &Node{i} }"]
    body = repeat("\tn`# := work(`#)", count) + repeat("\twork(`#)", count) + ["\tsum := 0"] + repeat("\tsum += n`#.x", count)
    return program(lines, body + ["\tprintln(sum)"])


def inner_addresses(n):
    """Addresses inside of objects that are used before and behind calls."""
    count = max(1, n // 4)
    lines = ["type Part struct{ a, b int }", "type Whole struct{ x int; part Part }"]
    lines += ["func work(i int) *Whole { return &Whole{x: i} }"]
    body = ["\tw := work(0)"] + repeat("\tp`# := &w.part\n\tp`#.b += `#\n\tw = work(p`#.b)\n\tp`#.a++", count)
    return program(lines, body + ["\tprintln(w.x)"])


def loop_nests(n):
    """Nests of ten loops, with references that change at each level."""
    lines = ["type Node struct{ x int; next *Node }"]
    body = ["\tvar p *Node", "\tx := 0"]
    for _ in range(max(1, n // 31)):
        for level in range(10):
            body += ["\tfor i := 0; i < 2; i++ {", f"\tp = &Node{{{level}, p}}"]
        body += ["\tx += p.x"] + ["\t}"] * 10
    return program(lines, body + ["\tprintln(x, p.x)"])


def copies(element, value):
    """One array variable of n elements, set at a computed place and copied twice."""

    def shape(n):
        n = max(2, min(n, 20000))
        body = [f"\tvar a [{n}]{element}", "\tfor i := 0; i < 2; i++ {", f"\t\ta[i+1] = {value}", "\t}", "\tb := a", "\tc := b"]
        return program(["type Pair struct{ name string; x int }"], body + ["\tb[0] = c[1]", "\tprintln(c[1] == b[0])"])

    return shape


def local_lists(n):
    """A slice of as many elements inside a function, and a string per element."""
    lines = ["\ts := []string{"] + repeat('\t\t"e`#",', n) + ["\t}", "\tprintln(len(s), s[1])"]
    return program([], lines)


def struct_list(n):
    lines = ["type P struct {", "\tname string", "\tx, y int", "\tnext *P", "}", "var s = []P{"]
    return program(lines + repeat('\t{name: "p`#", x: `#, next: &P{y: 2}},', n) + ["}"], ["\tprintln(len(s))"])


def global_references(n):
    lines = ["type T struct{ x int }"] + repeat('var g`# = &T{`#}\nvar t`# = "text `#"', n // 2, 10000)
    return program(lines, ["\tprintln(g0.x, t0)"])


def interface_values(n):
    body = ["\tvar a any", "\tsum := 0"] + repeat('\ta = `#\n\tif a == "x" { sum++ }', n // 2)
    return program([], body + ["\tprintln(sum, a)"])


def prints(n):
    return 'package main\n\nimport "fmt"\n\nfunc main() {\n' + "\n".join(repeat('\tfmt.Println("line", `#, `#.5)', n)) + "\n}\n"


def checks(n):
    """Slice accesses that are all checked."""
    lines = ["func f(s []int, t []string, i int) int {", "\tx := 0"]
    return program(lines + repeat("\tx += s[i+`#] + len(t[x])\n\ts[x] = i", n // 2) + ["\treturn x", "}"], ["\tprintln(f(nil, nil, 0))"])


OBJECT_SHAPES = {
    "ordinary": ordinary,
    "calls": calls,
    "merged references": merged_references,
    "reference results": reference_results,
    "live references": live_references,
    "inner addresses": inner_addresses,
    "loop nests": loop_nests,
    "integer copies": copies("int", "i"),
    "string copies": copies("string", '"text"'),
    "struct copies": copies("Pair", 'Pair{"text", i}'),
    "interface copies": copies("any", "i"),
    "local lists": local_lists,
    "struct list": struct_list,
    "global references": global_references,
    "interface values": interface_values,
    "prints": prints,
    "checks": checks,
}
