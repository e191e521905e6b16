"""The ring that shows how far a case is, and the milestones of the progress line."""

from typing import NamedTuple

from states.names import State


class Ring(NamedTuple):
    """`turns` of five are filled (0–5); `icon` is the key of `#s-…` in the icon sheet and of the class `state--…`."""

    turns: int
    icon: str


RINGS: dict[State, Ring] = {
    State.DRAFT: Ring(0, "draft"),
    State.SUBMITTED: Ring(1, "submitted"),
    State.CORRECTION: Ring(1, "correction"),
    State.DOCUMENTS_CHECKED: Ring(2, "checked"),
    State.EVALUATED: Ring(3, "evaluated"),
    State.COMMITTEE: Ring(4, "committee"),
    State.PUBLICITY: Ring(5, "notice"),
    State.PAID: Ring(5, "paid"),
    State.REJECTED: Ring(5, "rejected"),
    State.WITHDRAWN: Ring(0, "withdrawn"),
    State.REFERRED: Ring(5, "notice"),
}

MILESTONES: tuple[State, ...] = (
    State.SUBMITTED,
    State.DOCUMENTS_CHECKED,
    State.EVALUATED,
    State.COMMITTEE,
    State.PUBLICITY,
    State.PAID,
)
"""The progress line of the tracking page, in order; publicity is the sub-state between decision and payment."""
