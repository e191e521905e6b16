"""The drawing of an award by steps: a staircase over revenue on a logarithmic axis, with the enterprise's own place."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any, NamedTuple

from rules import units
from rules.say import Say

WAN, YI = 10**4, 10**8


class Place(NamedTuple):
    """A mark on an axis with its words."""

    at: float
    text: Say


class Frame(NamedTuple):
    """Size and inner edges of a drawing, in its own units."""

    name: str
    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float


WIDE = Frame("wide", 660, 212, 40, 652, 22, 178)
NARROW = Frame("narrow", 342, 210, 30, 338, 22, 176)


@dataclass(frozen=True, slots=True)
class Stairs:
    """One drawing. `walked` and `area` end at the enterprise's place `you`; without one they are empty."""

    frame: Frame
    grid: tuple[Place, ...]
    edges: tuple[Place, ...]
    whole: str
    walked: str
    area: str
    you: tuple[float, float] | None
    your: Say
    paid: float | None


def stairs(section: Mapping[str, Any], revenue_fen: int | None, paid_fen: int | None) -> list[Stairs]:
    """The wide and the narrow drawing; none for an item without steps. `paid_fen` marks what was awarded before."""
    if "tiers" not in section:
        return []
    table = [tuple(int(units.quantity(cell)[0]) for cell in row) for row in section["tiers"]["table"]]
    revenue = None if revenue_fen is None else revenue_fen // 100
    return [_draw(frame, table, revenue, paid_fen) for frame in (WIDE, NARROW)]


def _draw(frame: Frame, table: list[tuple[int, ...]], revenue: int | None, paid_fen: int | None) -> Stairs:
    low, high, most = table[0][0] * 0.64, table[-1][0] * 1.7, table[-1][1]

    def x(amount: float) -> float:
        share = log(min(max(amount, low), high) / low) / log(high / low)
        return round(frame.left + share * (frame.right - frame.left), 1)

    def y(reward: float) -> float:
        return round(frame.bottom - reward / most * (frame.bottom - frame.top), 1)

    def path(until: float) -> str:
        steps = "".join(f"H{x(edge)}V{y(reward)}" for edge, reward in table if edge <= until)
        return f"M{frame.left} {y(0)}{steps}H{x(until)}"

    rewards = [0, *(reward for _, reward in table)]
    spread = [reward for reward in rewards if reward in (0, most) or reward * 5 in (most, most * 2.5)]
    here = None
    if revenue is not None:
        here = (x(revenue), y(max(reward for edge, reward in [(0, 0), *table] if edge <= revenue)))
    return Stairs(
        frame=frame,
        grid=tuple(Place(y(reward), _short(reward)) for reward in spread),
        edges=tuple(Place(x(edge), _short(edge)) for edge, _ in table),
        whole=path(high),
        walked=path(revenue) if revenue is not None else "",
        area=f"{path(revenue)}V{y(0)}Z" if revenue is not None else "",
        you=here,
        your=_about(revenue) if revenue is not None else Say("", ""),
        paid=y(paid_fen / 100) if paid_fen and here and paid_fen <= most * 100 else None,
    )


def _about(amount: int) -> Say:
    """An amount of yuan cut to two places of its unit, for a label: 3.27亿元, 327.46 M yuan."""
    unit, word = (YI, "亿元") if amount >= YI else (WAN, "万元")
    hundredths = amount * 100 // unit
    zh = f"{hundredths // 100:,}.{hundredths % 100:02d}".rstrip("0").rstrip(".") + word
    millions = amount // WAN
    return Say(zh, f"{millions // 100:,}.{millions % 100:02d}".rstrip("0").rstrip(".") + " M yuan")


def _short(amount: int) -> Say:
    """An amount of yuan for an axis: 5,000万, 1亿, 50 M, 200 k."""
    zh = f"{amount // YI:,}亿" if amount and amount % YI == 0 else f"{amount // WAN:,}万" if amount else "0"
    en = f"{amount // 10**6:,} M" if amount and amount % 10**6 == 0 else f"{amount // 1000:,} k" if amount else "0"
    return Say(zh, en)
