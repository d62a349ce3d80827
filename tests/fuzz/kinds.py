"""The types of a unit's program: what is declared, literals, and a hash of every value."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tree import Block, Expr, Node, joined

WIDTHS = (8, 16, 32, 64)


@dataclass(eq=False)
class Type:
    """One type; equal types are the same object (`Pool.intern`)."""

    name: str
    # int uint float bool string array slice map struct pointer interface function channel
    shape: str
    bits: int = 0
    length: int = 0
    element: Type | None = None
    key: Type | None = None
    fields: list[tuple[str, Type]] = field(default_factory=list)
    # Of functions. Of interfaces: the dynamic types that values have.
    parameters: list[Type] = field(default_factory=list)
    result: Type | None = None
    named: bool = False
    # Scalars that a copy moves, about.
    size: int = 1

    @property
    def integer(self) -> bool:
        return self.shape in ("int", "uint")

    @property
    def comparable(self) -> bool:
        """By `==`, without a trap: interfaces hold nothing else here."""
        if self.shape == "array":
            return self.element.comparable
        if self.shape == "struct":
            return all(kind.comparable for _, kind in self.fields)
        return self.shape not in ("slice", "map", "function")

    @property
    def has_pointer(self) -> bool:
        """Whether `==` may look at addresses of objects without size, of which nothing is said."""
        return self.shape in ("pointer", "interface") or any(kind.has_pointer for _, kind in self.fields)

    @property
    def has_empty(self) -> bool:
        """Whether values contain structs without fields."""
        if self.shape == "array":
            return self.element.has_empty
        return self.shape == "struct" and (not self.fields or any(kind.has_empty for _, kind in self.fields))

    def range(self) -> tuple[int, int]:
        return (0, 2**self.bits - 1) if self.shape == "uint" else (-(2 ** (self.bits - 1)), 2 ** (self.bits - 1) - 1)


class Pool:
    """Types of one unit. `declarations` holds their text and that of the functions that hash them."""

    def __init__(self, rng: Random, prefix: str):
        self.rng, self.prefix = rng, prefix
        self.declarations = Block()
        self.known: dict[str, Type] = {}
        self.hashes: dict[Type, str] = {}
        self.boolean = self.intern(Type("bool", "bool"))
        self.string = self.intern(Type("string", "string", size=3))
        self.int = self.intern(Type("int", "int", 64))
        self.integers = [self.int, self.intern(Type("uint", "uint", 64))]
        for bits in WIDTHS:
            self.integers.append(self.intern(Type(f"int{bits}", "int", bits)))
            self.integers.append(self.intern(Type(f"uint{bits}", "uint", bits)))
        self.byte, self.rune = self.known["uint8"], self.known["int32"]
        self.floats = [self.intern(Type(f"float{bits}", "float", bits)) for bits in (32, 64)]
        self.structs: list[Type] = []
        self.interfaces: list[Type] = []
        self.named_integers: list[Type] = []
        self.any = self.intern(Type("any", "interface", size=2))

    def intern(self, kind: Type) -> Type:
        return self.known.setdefault(kind.name, kind)

    # --- types ---------------------------------------------------------------------------------------------------

    def array(self, element: Type, length: int) -> Type:
        size = max(1, length * element.size)
        return self.intern(Type(f"[{length}]{element.name}", "array", length=length, element=element, size=size))

    def slice(self, element: Type) -> Type:
        return self.intern(Type(f"[]{element.name}", "slice", element=element, size=4))

    def map(self, key: Type, element: Type) -> Type:
        return self.intern(Type(f"map[{key.name}]{element.name}", "map", key=key, element=element))

    def channel(self, element: Type) -> Type:
        return self.intern(Type(f"chan {element.name}", "channel", element=element))

    def pointer(self, struct: Type) -> Type:
        return self.intern(Type(f"*{struct.name}", "pointer", element=struct))

    def function(self, parameters: list[Type], result: Type) -> Type:
        name = f"func({', '.join(kind.name for kind in parameters)}) {result.name}"
        return self.intern(Type(name, "function", parameters=parameters, result=result))

    def scalar(self) -> Type:
        rng = self.rng
        pick = rng.random()
        if pick < 0.12 and self.named_integers:
            return rng.choice(self.named_integers)
        if pick < 0.62:
            return rng.choice(self.integers)
        return rng.choice([self.string, self.string, self.boolean, *self.floats])

    def any_type(self, depth: int = 2, most: int = 40) -> Type:
        """A type of values with at most `most` scalars."""
        rng = self.rng
        pick = rng.random()
        if depth <= 0 or pick < 0.4:
            return self.scalar()
        kind = self._composite(pick, depth)
        return kind if kind.size <= most else self.scalar()

    def _composite(self, pick: float, depth: int) -> Type:
        rng = self.rng
        if pick < 0.52 and self.structs:
            return rng.choice(self.structs)
        if pick < 0.6 and self.structs:
            return self.pointer(rng.choice(self.structs))
        if pick < 0.7:
            return self.array(self.any_type(depth - 1), rng.choice((0, 1, 2, 3, 3, 4, 5, 9)))
        if pick < 0.84:
            return self.slice(self.any_type(depth - 1))
        if pick < 0.91:
            return self.map(self.key_type(), self.any_type(depth - 1))
        if pick < 0.97:
            return rng.choice([self.any, *self.interfaces])
        return self.function([self.scalar() for _ in range(rng.randint(0, 2))], self.scalar())

    def key_type(self) -> Type:
        """Of maps: every kind of key that hashes without a trap and is not an address."""
        rng = self.rng
        pick = rng.random()
        if pick < 0.6:
            return self.scalar()
        keys = [kind for kind in self.structs if kind.comparable and not kind.has_pointer]
        if pick < 0.8 and keys:
            return rng.choice(keys)
        return self.array(self.scalar(), rng.randint(1, 3)) if pick < 0.9 else self.any

    # --- declarations --------------------------------------------------------------------------------------------

    def declare(self):
        """Named integers, structs, some of which embed others, and what `any` may hold."""
        rng = self.rng
        for number in range(rng.randint(1, 3)):
            base = rng.choice(self.integers)
            kind = self.intern(Type(f"{self.prefix}N{number}", base.shape, base.bits, named=True))
            self.declarations.add(f"type {kind.name} {base.name}")
            self.named_integers.append(kind)
        self._declare_interfaces()
        self.any.parameters += rng.sample([self.int, self.string, self.floats[1], self.boolean, self.byte], 3)
        self.any.parameters.append(self.named_integers[0])
        for number in range(rng.randint(2, 5)):
            self.structs.append(self._declare_struct(number))
        for struct in self.structs:
            if struct.comparable and rng.random() < 0.6:
                self.any.parameters.append(struct)
        self.any.parameters.append(self.pointer(rng.choice(self.structs)))

    def _declare_struct(self, number: int) -> Type:
        rng = self.rng
        kind = Type(f"{self.prefix}S{number}", "struct", named=True, size=0)
        lines = []
        if self.structs and rng.random() < 0.5:
            base = rng.choice(self.structs)
            embedded = base if rng.random() < 0.6 else self.pointer(base)
            kind.fields.append((base.name, embedded))
            lines.append(embedded.name)
        for index in range(rng.choice((0, 1, 2, 3, 4, 6)) if self.structs else rng.randint(1, 4)):
            name, each = f"F{number}{index}", self.any_type(1, most=12)
            # Types that lead back to this one would have no end as values.
            kind.fields.append((name, each))
            lines.append(f"{name} {each.name}")
        if rng.random() < 0.4:
            kind.fields.append((f"P{number}", self.pointer(kind)))
            lines.append(f"P{number} *{kind.name}")
        kind.size = max(1, sum(each.size for _, each in kind.fields))
        self.declarations.add(f"type {kind.name} struct {{\n" + "\n".join(lines) + "\n}")
        return self.intern(kind)

    def _declare_interfaces(self):
        """Two, of which the second embeds the first. Who implements them is noted by `implement`."""
        first, second = f"{self.prefix}I0", f"{self.prefix}I1"
        self.declarations.add(f"type {first} interface {{\nPure(x int) int\nWrite(x int) int\n}}")
        self.declarations.add(f"type {second} interface {{\n{first}\nName() string\n}}")
        self.interfaces = [self.intern(Type(name, "interface", named=True, size=2)) for name in (first, second)]

    def implement(self, kind: Type, has_name: bool):
        if kind.comparable:
            for interface in self.interfaces[: 1 + has_name]:
                interface.parameters.append(kind)

    # --- literals ------------------------------------------------------------------------------------------------

    def literal(self, kind: Type) -> Expr:
        """A constant of a basic type, with its type."""
        rng = self.rng
        if kind.integer:
            low, high = kind.range()
            edge = rng.choice((low, low + 1, high, high - 1, 0, 1, 2))
            value = edge if rng.random() < 0.25 else rng.randint(max(low, -40), min(high, 100))
            return Expr(kind, f"{kind.name}({value})", constant=True)
        if kind.shape == "float":
            text = rng.choice(("0.5", "1.25", "-3.75", "1e10", "0.1", "-0.3333", "123456.789", "2", "1e-7"))
            return Expr(kind, f"{kind.name}({text})", constant=True)
        if kind.shape == "bool":
            return Expr(kind, rng.choice(("true", "false")), constant=True)
        text = rng.choice(("", "a", "bc", "hello", "déjà", "€uro", "xyzzy", "0123456789", "日本"))
        return Expr(kind, f'"{text}"', constant=True)

    def zero(self, kind: Type) -> Expr:
        if kind.integer or kind.shape == "float":
            return Expr(kind, f"{kind.name}(0)", constant=True)
        if kind.shape in ("bool", "string"):
            return Expr(kind, "false" if kind.shape == "bool" else '""', constant=True)
        if kind.shape in ("array", "struct"):
            return Expr(kind, f"({kind.name}{{}})")
        if kind.shape in ("function", "channel"):
            return Expr(kind, f"func() {kind.name} {{ return nil }}()")
        return Expr(kind, f"({kind.name})(nil)")

    # --- hashes --------------------------------------------------------------------------------------------------

    def hash(self, value: Expr, depth: str = "3") -> Node:
        """A uint64 that any difference in the value changes."""
        kind = value.kind
        if kind.integer:
            return Expr(self.known["uint64"], "uint64($)", value) if not value.constant else Node("uint64(5)")
        if kind.shape == "float":
            return Node("hfloat(float64($))", value)
        if kind.shape in ("bool", "string"):
            return Node(f"h{kind.name}($)", value)
        return Node(f"{self.hash_name(kind)}($, {depth})", value)

    def hash_name(self, kind: Type) -> str:
        if kind not in self.hashes:
            name = self.hashes[kind] = f"{self.prefix}h{len(self.hashes)}"
            body = getattr(self, f"_hash_{kind.shape}")(kind)
            self.declarations.add(f"func {name}(v {kind.name}, d int) uint64 {{\n$}}", body)
        return self.hashes[kind]

    def _hash_struct(self, kind: Type) -> Node:
        lines = [Node("h := uint64(11)\n")]
        for name, each in kind.fields:
            lines.append(Node("h = h*1099511628211 ^ $\n", self.hash(Expr(each, f"v.{name}"), "d")))
        return joined("", [*lines, Node("return h\n")])

    def _hash_array(self, kind: Type) -> Node:
        element = self.hash(Expr(kind.element, "v[i]"), "d")
        return Node("h := uint64(13)\nfor i := 0; i < len(v); i++ {\nh = h*1099511628211 ^ $\n}\nreturn h\n", element)

    def _hash_slice(self, kind: Type) -> Node:
        element = self.hash(Expr(kind.element, "e"), "d")
        return Node(
            "if v == nil {\nreturn 17\n}\nh := uint64(len(v)*64 + cap(v))\n"
            "for _, e := range v {\nh = h*1099511628211 ^ $\n}\nreturn h\n",
            element,
        )

    def _hash_map(self, kind: Type) -> Node:
        key, element = self.hash(Expr(kind.key, "k"), "d"), self.hash(Expr(kind.element, "e"), "d")
        return Node(
            "if v == nil {\nreturn 19\n}\nh := uint64(len(v))\nfor k, e := range v {\nh += ($ ^ 77) * ($ | 1)\n}\nreturn h\n",
            key,
            element,
        )

    def _hash_pointer(self, kind: Type) -> Node:
        return Node("if v == nil {\nreturn 23\n}\nif d <= 0 {\nreturn 29\n}\nreturn $ + 1\n", self.hash(Expr(kind.element, "(*v)"), "d-1"))

    def _hash_interface(self, kind: Type) -> Node:
        cases = [Node("case nil:\nreturn 31\n")]
        for number, each in enumerate(dict.fromkeys(kind.parameters)):
            cases.append(Node(f"case {each.name}:\nreturn $ + {number}\n", self.hash(Expr(each, "x"), "d")))
        return Node("switch x := v.(type) {\n$}\nreturn 37\n", joined("", cases))

    def _hash_function(self, _: Type) -> Node:
        return Node("if v == nil {\nreturn 41\n}\nreturn 43\n")

    def _hash_channel(self, _: Type) -> Node:
        return Node("return uint64(len(v)*8 + cap(v))\n")
