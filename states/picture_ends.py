"""Routes that leave the main line: corrections on the left, withdrawals on the right."""

from states.lifecycle import State, Step
from states.picture_card import Card
from states.picture_cards import MAIN, MAIN_X
from states.picture_pens import both, labels_of, line


def withdrawals(place: dict[State, Card], rows: list[Step]) -> str:
    """One line gathers the withdrawals of the main line; the one from a correction goes round the top."""
    end, start, trunk = place[State.WITHDRAWN], place[State.CORRECTION], 752
    gathered = [place[s] for s in MAIN if s in {source for row in rows for source in row.sources}]
    stubs = "".join(f'<path class="line gone" d="M{card.right} {card.middle}H{trunk}"/>' for card in gathered)
    # Withdrawing is the applicant's from every state, lapsing belongs to corrections only.
    label = labels_of([row for row in rows if len(row.sources) > 1])
    return (
        stubs
        + f'<path class="line gone" d="M{trunk} {gathered[-1].middle}V{end.middle}"/>'
        + line("gone", f"M{trunk} {end.middle}H{end.x - 5}")
        + both(trunk + 12, end.middle + 20, label)
        + line("gone", f"M{start.x + 30} {start.y}V66H{end.x + 113}V{end.y - 5}")
        + both(start.x + 42, 88, labels_of(rows))
    )


def corrections(place: dict[State, Card], asked: list[Step], answered: list[Step]) -> str:
    """Requests come in on one line from the right; the way back leaves at the top."""
    end, home, trunk = place[State.CORRECTION], place[State.SUBMITTED], 334
    sources = [place[s] for s in MAIN if s in {source for row in asked for source in row.sources}]
    heights = [card.middle + (14 if card.state is State.SUBMITTED else 0) for card in sources]
    stubs = "".join(f'<path class="line turn" d="M{MAIN_X} {y}H{trunk}"/>' for y in heights)
    return (
        stubs
        + f'<path class="line turn" d="M{trunk} {min(heights)}V{max(heights)}"/>'
        + line("turn", f"M{trunk} {end.middle}H{end.right + 5}")
        + both(trunk - 8, max(heights) - 26, labels_of(asked), "end")
        + line("main", f"M{end.x + 76} {end.y}V{home.middle - 8}H{MAIN_X - 5}")
        + "".join(both(end.x + 88, home.middle + 14 + 34 * n, row.label) for n, row in enumerate(answered))
    )
