"""Charts as SVG text: bars on a logarithmic scale, without a background, in colors that can be seen on light and dark pages."""
import math
from html import escape
from pathlib import Path
from typing import NamedTuple

TEXT = "#808080"
LABELS, PLOT, VALUES = 130, 520, 90  # widths: names of groups, bars, figures behind the longest bar
BAR, GAP, HEAD, FOOT = 9, 8, 52, 24  # heights


class Series(NamedTuple):
    """Values, one for each group, and how they are shown."""

    name: str
    color: str
    values: list


def text(x, y, content, anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def rectangle(x, y, width, height, color):
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" fill="{color}"/>'


def axis(decades, bottom):
    """A line and a figure for each power of ten."""
    parts = []
    for decade in range(decades + 1):
        x = LABELS + PLOT * decade / decades
        parts.append(f'<path d="M{x:.1f} {HEAD}V{bottom}" stroke="{TEXT}" stroke-opacity="0.35"/>')
        parts.append(text(x, bottom + 14, f"{10 ** decade:,}", "middle"))
    return parts


def legend(series):
    parts, x = [], LABELS
    for one in series:
        parts += [rectangle(x, 30, 10, 10, one.color), text(x + 14, 39, one.name)]
        x += 40 + 7 * len(one.name)
    return parts


def bars(title, groups, series):
    """One group of bars for each name, a bar for each series: from 1 to the value; 0 and None have none."""
    known = [value for one in series for value in one.values if value]
    decades = max(1, math.ceil(math.log10(max(known, default=1))))
    height = len(series) * BAR + GAP
    bottom = HEAD + len(groups) * height
    parts = [text(LABELS, 18, title), *legend(series), *axis(decades, bottom)]
    for row, group in enumerate(groups):
        top = HEAD + row * height + GAP / 2
        parts.append(text(LABELS - 6, top + len(series) * BAR / 2 + 4, group, "end"))
        for at, one in enumerate(series):
            value, y = one.values[row], top + at * BAR
            if value is None:
                continue
            width = PLOT * math.log10(value) / decades if value else 0
            parts += [rectangle(LABELS, y, width, BAR - 1, one.color), text(LABELS + width + 4, y + BAR - 1, f"{value:,}")]
    size = f'width="{LABELS + PLOT + VALUES}" height="{bottom + FOOT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="10" fill="{TEXT}">'
    return "\n".join([head, *parts, "</svg>", ""])


def write_bars(path, title, groups, series):
    Path(path).write_text(bars(title, groups, series), encoding="utf-8")
