"""The lifecycle as a picture (SVG), drawn from the table. Places are chosen by hand, everything else is computed.

Main line downwards, returns upwards between two cards, corrections on the left, the other ends on the right.
A step between two states that has no route here is an error, so the picture cannot fall behind the table.
"""

from html import escape
from itertools import pairwise
from typing import NamedTuple

from states.lifecycle import STEPS, State, Step
from states.picture_style import ICONS, STYLE, TONES
from states.say import Say
from states.words import MILESTONES, RINGS, STAFF_WORDS

WIDTH, TOP, GAP, HEAD, LINE = 1120, 92, 56, 42, 18
MAIN = (State.DRAFT, *MILESTONES)
SIDE = {
    State.CORRECTION: (36, 226, State.DOCUMENTS_CHECKED),
    State.WITHDRAWN: (846, 236, State.DRAFT),
    State.REFERRED: (846, 236, State.DOCUMENTS_CHECKED),
    State.REJECTED: (846, 236, State.COMMITTEE),
}
"""State -> left edge, width, and the state of the main line it stands beside."""
MAIN_X, MAIN_W = 384, 324


class Card(NamedTuple):
    """A state on the sheet."""

    state: State
    x: int
    y: int
    w: int
    h: int

    @property
    def middle(self) -> int:
        """Height of the middle of its heading, where lines from the sides end."""
        return self.y + HEAD // 2

    @property
    def right(self) -> int:
        """Right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """Lower edge."""
        return self.y + self.h


def events_of(state: State) -> list[Step]:
    """The steps that leave this state as it is."""
    return [row for row in STEPS if row.target is None and state in row.sources]


def cards() -> dict[State, Card]:
    """Where each state stands; a card grows with its events."""
    placed: dict[State, Card] = {}
    y = TOP
    for state in MAIN:
        placed[state] = Card(state, MAIN_X, y, MAIN_W, _height(state))
        y = placed[state].bottom + GAP
    for state, (x, width, beside) in SIDE.items():
        placed[state] = Card(state, x, placed[beside].y, width, _height(state))
    return placed


def _height(state: State) -> int:
    events = len(events_of(state))
    return HEAD + (LINE * events + 10 if events else 0)


def _text(x: int, y: int, kind: str, words: str, anchor: str = "start") -> str:
    extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y}" class="{kind}"{extra}>{escape(words)}</text>'


def _both(x: int, y: int, words: Say, anchor: str = "start") -> str:
    """A label of two lines: Chinese above, English below."""
    return _text(x, y, "zh", words.zh, anchor) + _text(x, y + 15, "en", words.en, anchor)


def _line(tone: str, points: str) -> str:
    """A line with an arrow at its end; `points` is the body of an SVG path."""
    return f'<path class="line {tone}" marker-end="url(#{tone})" d="{points}"/>'


def _card(card: Card) -> str:
    icon = RINGS[card.state].icon
    tone, words = TONES[icon], STAFF_WORDS[card.state]
    parts = [
        f'<rect class="card {tone}" x="{card.x}" y="{card.y}" width="{card.w}" height="{card.h}" rx="8"/>',
        f'<g class="ring {tone}" transform="translate({card.x + 14} {card.y + 11}) scale(1.25)">{ICONS[icon]}</g>',
        _text(card.x + 44, card.y + 27, "name", words.zh),
        _text(card.x + 52 + 17 * len(words.zh), card.y + 26, "en", words.en),
    ]
    for number, row in enumerate(events_of(card.state)):
        y = card.y + HEAD + 10 + LINE * number
        parts.append(_text(card.x + 44, y, "event", row.label.zh))
        parts.append(_text(card.x + 134, y, "en", row.label.en))
        if row.control:
            parts.append(_diamond(card.x + 26, y - 4))
    return "".join(parts)


def _diamond(x: int, y: int) -> str:
    return f'<path class="control" d="M{x} {y - 5}l5 5-5 5-5-5z"/>'


def _label(rows: list[Step]) -> Say:
    return Say(" / ".join(row.label.zh for row in rows), " / ".join(row.label.en for row in rows))


def _straight(rows: list[Step], upper: Card, lower: Card, *, up: bool) -> str:
    """Between two neighbours of the main line: forward steps downwards, returns upwards to the left of them."""
    x = MAIN_X + (30 if up else 198)
    ends = (lower.y - 3, upper.bottom + 5) if up else (upper.bottom + 3, lower.y - 5)
    drawn = _line("back" if up else "main", f"M{x} {ends[0]}V{ends[1]}")
    mark = _diamond(x - 14, upper.bottom + GAP // 2) if any(row.control for row in rows) else ""
    return drawn + mark + _both(x + 12, upper.bottom + 24, _label(rows))


def _withdrawals(place: dict[State, Card], rows: list[Step]) -> str:
    """One line gathers the withdrawals of the main line; the one from a correction goes round the top."""
    end, start, trunk = place[State.WITHDRAWN], place[State.CORRECTION], 752
    gathered = [place[s] for s in MAIN if s in {source for row in rows for source in row.sources}]
    stubs = "".join(f'<path class="line gone" d="M{card.right} {card.middle}H{trunk}"/>' for card in gathered)
    # Withdrawing is the applicant's from every state, lapsing belongs to corrections only.
    everywhere = [row for row in rows if len(row.sources) > 1]
    label = _label(everywhere)
    return (
        stubs
        + f'<path class="line gone" d="M{trunk} {gathered[-1].middle}V{end.middle}"/>'
        + _line("gone", f"M{trunk} {end.middle}H{end.x - 5}")
        + _both(trunk + 12, end.middle + 20, label)
        + _line("gone", f"M{start.x + 30} {start.y}V66H{end.x + 113}V{end.y - 5}")
        + _both(start.x + 42, 88, _label(rows))
    )


def _corrections(place: dict[State, Card], asked: list[Step], answered: list[Step]) -> str:
    """Requests come in on one line from the right; the way back leaves at the top."""
    end, home, trunk = place[State.CORRECTION], place[State.SUBMITTED], 334
    sources = [place[s] for s in MAIN if s in {source for row in asked for source in row.sources}]
    heights = [card.middle + (14 if card.state is State.SUBMITTED else 0) for card in sources]
    stubs = "".join(f'<path class="line turn" d="M{MAIN_X} {y}H{trunk}"/>' for y in heights)
    return (
        stubs
        + f'<path class="line turn" d="M{trunk} {min(heights)}V{max(heights)}"/>'
        + _line("turn", f"M{trunk} {end.middle}H{end.right + 5}")
        + _both(trunk - 8, max(heights) - 26, _label(asked), "end")
        + _line("main", f"M{end.x + 76} {end.y}V{home.middle - 8}H{MAIN_X - 5}")
        + "".join(_both(end.x + 88, home.middle + 14 + 34 * n, row.label) for n, row in enumerate(answered))
    )


def _refusals(place: dict[State, Card], early: list[Step], late: list[Step], again: list[Step]) -> str:
    """Refused on arrival or by the committee, and the way back by reopening."""
    end, arrival, decision = place[State.REJECTED], place[State.SUBMITTED], place[State.COMMITTEE]
    low, high, lane, outer = arrival.middle + 14, arrival.middle - 12, 794, 1100
    return (
        _line("no", f"M{arrival.right} {low}H{lane}V{end.middle - 8}H{end.x - 5}")
        + _both(lane + 12, low + 18, _label(early))
        + _line("no", f"M{decision.right} {end.middle + 8}H{end.x - 5}")
        + _both(decision.right + 12, end.middle + 26, _label(late))
        + _line("back", f"M{end.right} {end.middle}H{outer}V{high}H{arrival.right + 5}")
        + _both(outer - 10, high + 18, _label(again), "end")
    )


def _referrals(place: dict[State, Card], rows: list[Step]) -> str:
    start, end = place[State.DOCUMENTS_CHECKED], place[State.REFERRED]
    return _line("main", f"M{start.right} {end.middle + 10}H{end.x - 5}") + _both(
        start.right + 10, end.middle + 28, _label(rows)
    )


def _routes(place: dict[State, Card]) -> str:
    """Every step that moves a case, drawn once; an unknown pair of states raises ValueError."""
    left = [(source, row) for row in STEPS if row.target for source in row.sources]

    def taken(target: State, *sources: State) -> list[Step]:
        found = [(s, row) for s, row in left if row.target is target and s in sources]
        for pair in found:
            left.remove(pair)
        return list(dict.fromkeys(row for _, row in found))

    drawn = []
    for upper, lower in pairwise(MAIN):
        if forward := taken(lower, upper):
            drawn.append(_straight(forward, place[upper], place[lower], up=False))
        if back := taken(upper, lower):
            drawn.append(_straight(back, place[upper], place[lower], up=True))
    drawn.append(_withdrawals(place, taken(State.WITHDRAWN, *State)))
    drawn.append(_corrections(place, taken(State.CORRECTION, *MAIN), taken(State.SUBMITTED, State.CORRECTION)))
    refusals = taken(State.REJECTED, State.SUBMITTED), taken(State.REJECTED, State.COMMITTEE)
    drawn.append(_refusals(place, *refusals, taken(State.SUBMITTED, State.REJECTED)))
    drawn.append(_referrals(place, taken(State.REFERRED, State.DOCUMENTS_CHECKED)))
    if left:
        raise ValueError(f"no route drawn for {[(source.value, row.action) for source, row in left]}")
    return "".join(drawn)


LEGEND = (
    ("main", Say("由主管部门办", "With the bureau")),
    ("turn", Say("等申报单位", "Waiting for the applicant")),
    ("good", Say("已办成", "Done")),
    ("no", Say("不予支持", "Not supported")),
    ("gone", Say("未开始或已撤回", "Not started or withdrawn")),
)


def _legend(y: int) -> str:
    parts = []
    for number, (tone, words) in enumerate(LEGEND):
        row = y + 24 * number
        parts.append(f'<g class="ring {tone}"><circle class="dot" cx="49" cy="{row - 4}" r="6"/></g>')
        parts.append(_text(66, row, "event", words.zh) + _text(168, row, "en", words.en))
    row = y + 24 * len(LEGEND)
    parts.append(_diamond(49, row - 4) + _text(66, row, "event", "控制环节") + _text(168, row, "en", "Control step:"))
    parts.append(_text(66, row + 18, "event", "五步由五个人办") + _text(168, row + 18, "en", "five different people"))
    row += 48
    parts.append(_line("back", f"M49 {row + 1}V{row - 12}") + _text(66, row, "event", "退回"))
    parts.append(_text(168, row, "en", "Returned"))
    return "".join(parts)


def svg() -> str:
    """The whole picture, readable on a light and on a dark page, with the fonts of the reader's system."""
    place = cards()
    height = place[State.PAID].bottom + 32
    markers = "".join(
        f'<marker id="{tone}" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path class="tip {tone}" d="M0 0 8 4 0 8z"/></marker>'
        for tone in ("main", "back", "turn", "no", "gone")
    )
    body = _routes(place) + "".join(map(_card, place.values()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">'
        '<title id="t">一件申请的一生 · The life of an application</title>'
        '<desc id="d">每个状态、每一步和退回的路线。States, steps and returns, drawn from the table of steps.</desc>'
        f"<style>{STYLE}</style><defs>{markers}</defs>"
        f'<rect class="sheet" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1}" rx="12"/>'
        + _text(36, 40, "title", "一件申请的一生")
        + _text(196, 40, "en", "The life of an application")
        + body
        + _legend(place[State.COMMITTEE].y + 150)
        + "</svg>\n"
    )
