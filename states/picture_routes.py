"""Every step that moves a case, drawn once."""

from itertools import pairwise

from states.lifecycle import STEPS, State, Step
from states.picture_card import GAP, Card
from states.picture_cards import MAIN, MAIN_X
from states.picture_ends import corrections, withdrawals
from states.picture_outs import referrals, refusals
from states.picture_pens import both, diamond, labels_of, line


def _straight(rows: list[Step], upper: Card, lower: Card, *, up: bool) -> str:
    """Between two neighbours of the main line: forward steps downwards, returns upwards to the left of them."""
    x = MAIN_X + (30 if up else 198)
    ends = (lower.y - 3, upper.bottom + 5) if up else (upper.bottom + 3, lower.y - 5)
    drawn = line("back" if up else "main", f"M{x} {ends[0]}V{ends[1]}")
    mark = diamond(x - 14, upper.bottom + GAP // 2) if any(row.control for row in rows) else ""
    return drawn + mark + both(x + 12, upper.bottom + 24, labels_of(rows))


def routes(place: dict[State, Card]) -> str:
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
    drawn.append(withdrawals(place, taken(State.WITHDRAWN, *State)))
    drawn.append(corrections(place, taken(State.CORRECTION, *MAIN), taken(State.SUBMITTED, State.CORRECTION)))
    refused = taken(State.REJECTED, State.SUBMITTED), taken(State.REJECTED, State.COMMITTEE)
    drawn.append(refusals(place, *refused, taken(State.SUBMITTED, State.REJECTED)))
    drawn.append(referrals(place, taken(State.REFERRED, State.DOCUMENTS_CHECKED)))
    if left:
        raise ValueError(f"no route drawn for {[(source.value, row.action) for source, row in left]}")
    return "".join(drawn)
