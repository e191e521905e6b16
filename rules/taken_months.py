"""Months that another case was granted: left out of a run of months, or cut from its end."""

from collections.abc import Sequence

from rules.findings import MonthGrant
from rules.stacking import Hit

MONTH = "unit_month:"
#: What the enterprise's month ledger has already granted under another case.
DUPLICATE = "duplicate"


COUNTED = ("granted", "clipped")


def without_taken(months: Sequence[MonthGrant], hits: Sequence[Hit]) -> tuple[tuple[MonthGrant, ...], int]:
    """The months with those granted elsewhere left out, and how much money that takes away."""
    elsewhere = {hit.key.removeprefix(MONTH) for hit in hits if hit.key.startswith(MONTH) and hit.fen > 0}
    kept, taken = [], 0
    for month in months:
        if month.state in COUNTED and month.month.replace("-", "") in elsewhere:
            taken += month.granted_fen
            kept.append(month._replace(granted_fen=0, state=DUPLICATE))
        else:
            kept.append(month)
    return tuple(kept), taken


def cut(months: Sequence[MonthGrant], fen: int, state: str = DUPLICATE) -> tuple[MonthGrant, ...]:
    """The months with `fen` taken from the last one backwards; one that loses everything is not granted, but `state`."""
    kept: list[MonthGrant] = []
    for month in reversed(months):
        off = min(fen, month.granted_fen)
        fen -= off
        granted = month.granted_fen - off
        kept.insert(0, month._replace(granted_fen=granted, state=state if off and not granted else month.state))
    return tuple(kept)
