"""Procedures of a known form with random parts: what random statements would hardly ever come upon."""

from __future__ import annotations

from traps import Traps


class Patterns(Traps):
    """Adds goroutines, closures that outlive their makers, and forms that were wrong in other compilers."""

    def pattern(self):
        pass
