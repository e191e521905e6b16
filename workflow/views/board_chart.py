"""Geometry of the board's two charts. The server draws them; the table beside each says the same in numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

WIDE, NARROW = (452, 228), (326, 190)


class Bar(NamedTuple):
    """One bar: where it stands, its pieces from the axis up as (pigment, y, height), and what is written at it."""

    x: float
    width: float
    pieces: list[tuple[str, float, float]]
    top: float
    total: int
    late: int


class Chart(NamedTuple):
    """A drawing: its size, its parts, the line of the axis and the steps of the scale as (y, number)."""

    width: int
    height: int
    axis: float
    parts: list[Any]
    scale: list[tuple[float, int]]


def bars(ages: Sequence[Sequence[int]], size: tuple[int, int]) -> Chart:
    """Ages as stacked bars: on time, soon due, late."""
    width, height = size
    axis, room = height - 27.5, height - 50.0
    most = max(1, *(sum(counts) for counts in ages))
    step = width / len(ages)
    parts = []
    for at, counts in enumerate(ages):
        y, pieces = axis, []
        for pigment, count in zip(("v-2", "v-warn-soft", "v-late"), counts, strict=True):
            tall = round(room * count / most, 1)
            y -= tall
            if tall:
                pieces.append((pigment, round(y, 1), tall))
        parts.append(
            Bar(round(step * (at + 0.25), 1), round(step / 2, 1), pieces, round(y - 7, 1), sum(counts), counts[2])
        )
    return Chart(width, height, axis, parts, [])


class Line(NamedTuple):
    """Accepted and finished as paths, their last points, and the Mondays written below."""

    paths: list[str]
    ends: list[tuple[float, float, int]]
    labels: list[tuple[float, date]]


def lines(weeks: Sequence[tuple[date, int, int]], size: tuple[int, int]) -> Chart:
    """What came and what was finished, week by week."""
    width, height = size
    axis, left, right, top = height - 28.0, 26.0, width - 34.0, 12.0
    most = max(4, *(max(row[1:]) for row in weeks))
    most += -most % 4
    xs = [left + (right - left) * at / (len(weeks) - 1) for at in range(len(weeks))]

    def up(count: int) -> float:
        return round(axis - (axis - top) * count / most, 1)

    paths, ends = [], []
    for counts in ([row[1] for row in weeks], [row[2] for row in weeks]):
        points = [(round(x, 1), up(count)) for x, count in zip(xs, counts, strict=True)]
        paths.append("M" + "L".join(f"{x} {y}" for x, y in points))
        ends.append((*points[-1], counts[-1]))
    if abs(ends[0][1] - ends[1][1]) < 12:  # the two numbers would lie on each other: the second says nothing new there
        ends[1] = (*ends[1][:2], -1)
    labels = [(round(xs[at], 1), weeks[at][0]) for at in range(0, len(weeks) - 1, 4)]
    scale = [(up(most * at // 4), most * at // 4) for at in range(5)]
    return Chart(width, height, axis, [Line(paths, ends, labels)], scale)
