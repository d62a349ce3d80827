"""Operands in the forms in which an optimizer may meet them, and what is collected while cases are written.

    local   a variable of the function: a constant for whoever looks
    seen    the result of a small function
    hidden  the result of a function that chooses between it and another value by what is only known at run time
    deep    the result of a recursion whose depth is only known at run time
    global  a global variable that is given the hidden one before each case
"""

from dataclasses import dataclass, field

FORMS = ("local", "seen", "hidden", "deep", "global")


@dataclass(frozen=True)
class Operand:
    """A value: its type, the expression that makes it ("nil", or "" for the zero value), another value of the type."""

    type: str
    value: str
    other: str
    length: int = 0
    capacity: int = 0


@dataclass
class Case:
    """One access: statements that print what they find. `numbers` are what a panic of it names: index and length, or the
    bounds of a slice, or length and capacity of make."""

    body: str
    numbers: tuple[int, int]


@dataclass
class Theme:
    """The cases of one program and the helpers they need."""

    name: str
    types: str = ""
    step: int = 1  # every so many of the cases are run unless told; no divisor of how many forms take turns
    cases: list[Case] = field(default_factory=list)
    helpers: dict[tuple, tuple[str, str]] = field(default_factory=dict)
    globals: list[tuple[str, str, str]] = field(default_factory=list)

    def case(self, body: str, numbers: tuple[int, int] = (0, 0)):
        self.cases.append(Case(body, numbers))

    def form(self, turn: int) -> str:
        """A form for the case that comes next: they take turns, shifted by `turn`."""
        return FORMS[(len(self.cases) + turn) % len(FORMS)]

    def bind(self, name: str, operand: Operand, form: str) -> str:
        """Statements that declare `name` as a variable with the operand in this form."""
        if form == "local":
            if operand.value in ("", "nil"):
                return f"var {name} {operand.type}\n_ = {name}\n"
            return f"{name} := {operand.value}\n_ = {name}\n"
        return f"{name} := {self._helper(operand, form)}\n_ = {name}\n"

    def index(self, name: str, value: int, form: str) -> str:
        """Statements that declare the integer `name`."""
        return self.bind(name, Operand("int", str(value), str(value + 1)), form)

    def _helper(self, operand: Operand, form: str) -> str:
        key = (operand, form)
        if key not in self.helpers:
            self.helpers[key] = self._define(operand, form, f"{form}{len(self.helpers)}")
        return self.helpers[key][0]

    def _define(self, operand: Operand, form: str, name: str) -> tuple[str, str]:
        zero = operand.value == ""
        result, value = (f"(x {operand.type})", "") if zero else (operand.type, f" {operand.value}")
        if form == "seen":
            return f"{name}()", f"func {name}() {result} {{\nreturn{value}\n}}\n"
        if form == "hidden":
            return f"{name}()", f"func {name}() {result} {{\nif zero != 0 {{\nreturn {operand.other}\n}}\nreturn{value}\n}}\n"
        if form == "deep":
            again = f"if n > zero {{\nreturn {name}(n - 1)\n}}\n"
            return f"{name}(2)", f"func {name}(n int) {result} {{\n{again}return{value}\n}}\n"
        self.globals.append((name, operand.type, self._helper(operand, "hidden")))
        return name, ""
