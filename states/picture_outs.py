"""Routes to the other ends on the right: refusals and referrals."""

from states.lifecycle import State, Step
from states.picture_card import Card
from states.picture_pens import both, labels_of, line


def refusals(place: dict[State, Card], early: list[Step], late: list[Step], again: list[Step]) -> str:
    """Refused on arrival or by the committee, and the way back by reopening."""
    end, arrival, decision = place[State.REJECTED], place[State.SUBMITTED], place[State.COMMITTEE]
    low, high, lane, outer = arrival.middle + 14, arrival.middle - 12, 794, 1100
    return (
        line("no", f"M{arrival.right} {low}H{lane}V{end.middle - 8}H{end.x - 5}")
        + both(lane + 12, low + 18, labels_of(early))
        + line("no", f"M{decision.right} {end.middle + 8}H{end.x - 5}")
        + both(decision.right + 12, end.middle + 26, labels_of(late))
        + line("back", f"M{end.right} {end.middle}H{outer}V{high}H{arrival.right + 5}")
        + both(outer - 10, high + 18, labels_of(again), "end")
    )


def referrals(place: dict[State, Card], rows: list[Step]) -> str:
    """From the documents check to the other scheme, straight across."""
    start, end = place[State.DOCUMENTS_CHECKED], place[State.REFERRED]
    return line("main", f"M{start.right} {end.middle + 10}H{end.x - 5}") + both(
        start.right + 10, end.middle + 28, labels_of(rows)
    )
