"""Programs as trees of templates, from which both texts are written.

A node's template is text in which each `$` stands for the next child. Where Go is written differently a node has a second
template for it, with the same children. Whatever is not a template is found by its class: a `Block` is a list of statements
that may lose some of them, an `Expr` has a type and may give way to another of that type. That is all the reducer knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kinds import Type

VO, GO = "vo", "go"


class Node:
    """Text with children; a statement or a declaration unless it is of a class below."""

    def __init__(self, template: str, *children: Node | str, go: str | None = None):
        self.template, self.go = template, go
        self.children: list[Node] = [child if isinstance(child, Node) else Node(child) for child in children]
        for text in (template, go):
            if text is not None and text.count("$") != len(self.children):
                raise ValueError(f"{len(self.children)} children for {text!r}")

    def render(self, language: str) -> str:
        template = self.go if language == GO and self.go is not None else self.template
        if not self.children:
            return template
        parts = template.split("$")
        texts = [child.render(language) for child in self.children]
        return "".join(part + text for part, text in zip(parts, [*texts, ""], strict=True))


class Expr(Node):
    """An expression. `constant`: the compilers know its value, so that it may not overflow or be out of range."""

    def __init__(self, kind: Type, template: str, *children: Node | str, go: str | None = None, constant: bool = False):
        super().__init__(template, *children, go=go)
        self.kind, self.constant = kind, constant


class Block(Node):
    """Statements or declarations, one after the other."""

    def __init__(self, statements: list[Node] | None = None):
        super().__init__("")
        self.children = statements or []

    def render(self, language: str) -> str:
        return "".join(f"{child.render(language)}\n" for child in self.children)

    def add(self, statement: Node | str, *children: Node | str, go: str | None = None):
        self.children.append(statement if isinstance(statement, Node) else Node(statement, *children, go=go))


def joined(separator: str, nodes: list[Node]) -> Node:
    """The nodes in one, as arguments are."""
    return Node(separator.join("$" * len(nodes)), *nodes)


def layout(text: str) -> str:
    """Indents by the brackets that lines open and close; neither strings nor runes of programs hold brackets."""
    depth, lines = 0, []
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        closing = len(re.match(r"[})\]]*", line).group())
        lines.append("\t" * max(0, depth - closing - bool(re.match(r"(case\b.*|default):", line))) + line)
        depth += sum(line.count(c) for c in "{([") - sum(line.count(c) for c in "})]")
    return "\n".join(lines) + "\n"
