"""make with every kind of size. Sizes that Go takes for possible and this machine may not are in exec/traps."""

from operands import FORMS, Theme

TYPES = """
type Big struct {
	a [1000]int
}
"""

HUGE = 1 << 62
SIZES = [(0, None), (1, None), (5, None), (-1, None), (HUGE, None)]
SIZES += [(0, 0), (0, 3), (3, 3), (2, 1), (-1, 0), (0, -1), (-1, -1), (1, HUGE), (HUGE, HUGE), (HUGE, 1)]


def themes():
    theme = Theme("makes", TYPES, step=7)
    for kind in ("int", "byte", "string", "any", "Big", "struct{}", "[0]int", "[]int"):
        for length, capacity in SIZES:
            for form in FORMS:
                prepare = theme.index("n", length, form)
                sizes = "n"
                if capacity is not None:
                    prepare += theme.index("m", capacity, theme.form(1))
                    sizes = "n, m"
                numbers = (length, length if capacity is None else capacity)
                theme.case(f"{prepare}x := make([]{kind}, {sizes})\nprintln(len(x), cap(x), x == nil)", numbers)
                theme.case(f"{prepare}_ = make([]{kind}, {sizes})", numbers)
    yield theme
