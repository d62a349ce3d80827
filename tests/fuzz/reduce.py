"""Makes a program smaller while it stays interesting: deletes statements and declarations, opens compound statements,
and puts parts of expressions, or zeros, in their place."""

from __future__ import annotations

import time
from collections.abc import Callable

from kinds import Type
from tree import Block, Expr, Node

ZEROS = {"bool": "false", "string": '""', "array": "({}{{}})", "struct": "({}{{}})", "slice": "({})(nil)", "map": "({})(nil)"}


class Reducer:
    """`interesting` is asked about the root after each change, which is undone if it says no."""

    def __init__(self, root: Node, interesting: Callable[[], bool], seconds: float):
        self.root, self.interesting = root, interesting
        self.deadline = time.monotonic() + seconds
        self.tried = 0

    def run(self):
        changed = True
        while changed and not self.late():
            changed = self.delete_statements()
            changed |= self.open_statements()
            changed |= self.shrink_expressions()

    def late(self) -> bool:
        return time.monotonic() > self.deadline

    def holds(self) -> bool:
        self.tried += 1
        return self.interesting()

    def nodes(self) -> list[Node]:
        """Every node once, those nearest to the root first."""
        found, seen, level = [], set(), [self.root]
        while level:
            found += level
            below = []
            for node in level:
                for child in node.children:
                    if id(child) not in seen:
                        seen.add(id(child))
                        below.append(child)
            level = below
        return found

    def levels(self) -> list[Block]:
        """All blocks, by depth; the last first within a depth, since what is declared early is used later."""
        found, level = [], [self.root]
        while level:
            found += [node for node in reversed(level) if isinstance(node, Block)]
            level = list(dict.fromkeys(child for node in level for child in node.children))
        return found

    # --- statements ----------------------------------------------------------------------------------------------

    def delete_statements(self) -> bool:
        changed = False
        for block in self.levels():
            changed |= self.delete_from(block)
        return changed

    def delete_from(self, block: Block) -> bool:
        changed, size = False, len(block.children)
        while size >= 1 and not self.late():
            end = len(block.children)
            while end > 0 and not self.late():
                start, kept = max(0, end - size), block.children
                block.children = kept[:start] + kept[end:]
                if self.holds():
                    changed = True
                else:
                    block.children = kept
                end = start
            size //= 2
        return changed

    def open_statements(self) -> bool:
        """A loop, a condition or a call of a literal gives way to what it holds."""
        changed = False
        for block in [node for node in self.nodes() if isinstance(node, Block)]:
            index = 0
            while index < len(block.children) and not self.late():
                changed |= self.open_statement(block, index)
                index += 1
        return changed

    def open_statement(self, block: Block, index: int) -> bool:
        kept = block.children
        for child in kept[index].children:
            if isinstance(child, Block) and child.children:
                block.children = kept[:index] + child.children + kept[index + 1 :]
                if self.holds():
                    return True
        block.children = kept
        return False

    # --- expressions ---------------------------------------------------------------------------------------------

    def shrink_expressions(self) -> bool:
        changed = False
        for parent in self.nodes():
            for index, child in enumerate(parent.children):
                # Calls with several results have no type.
                if isinstance(child, Expr) and isinstance(child.kind, Type) and not child.constant and child.children and not self.late():
                    changed |= self.shrink(parent, index, child)
        return changed

    def shrink(self, parent: Node, index: int, expr: Expr) -> bool:
        for smaller in [*zeros(expr.kind), *parts(expr)]:
            parent.children[index] = smaller
            if self.holds():
                return True
        parent.children[index] = expr
        return False


def zeros(kind: Type) -> list[Expr]:
    if kind.integer or kind.shape == "float":
        return [Expr(kind, f"{kind.name}(1)", constant=True)]
    text = ZEROS.get(kind.shape)
    return [Expr(kind, text.format(kind.name))] if text else []


def parts(expr: Expr) -> list[Expr]:
    """Expressions of the same type inside, those nearest to the root first."""
    found, level = [], list(expr.children)
    while level:
        found += [node for node in level if isinstance(node, Expr) and node.kind is expr.kind]
        level = [child for node in level for child in node.children]
    return found[:6]
