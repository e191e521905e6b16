"""Where each state stands on the sheet; a card grows with its events."""

from states.lifecycle import STEPS, State, Step
from states.picture_card import GAP, HEAD, LINE, TOP, Card
from states.rings import MILESTONES

MAIN = (State.DRAFT, *MILESTONES)
SIDE = {
    State.CORRECTION: (36, 226, State.DOCUMENTS_CHECKED),
    State.WITHDRAWN: (846, 236, State.DRAFT),
    State.REFERRED: (846, 236, State.DOCUMENTS_CHECKED),
    State.REJECTED: (846, 236, State.COMMITTEE),
}
"""State -> left edge, width, and the state of the main line it stands beside."""
MAIN_X, MAIN_W = 384, 324


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
