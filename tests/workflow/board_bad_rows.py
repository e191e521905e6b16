"""One bad row for every promise of the board's counts, and a row of each of its tables."""

from datetime import UTC, date, datetime
from typing import Any

from workflow.db import db
from workflow.models.board import BoardCount, BoardReminder, BoardSeen

AT, DAY = datetime(2026, 3, 18, 2, 12, tzinfo=UTC), date(2026, 3, 18)

#: table → what a copy needs to be a row of its own.
GOOD: dict[str, dict[str, Any]] = {
    "board_count": {"name": "another"},
    "board_seen": {"case_id": "spare"},
    "board_reminder": {"day": date(2026, 3, 19)},
}
#: check → the changes it forbids.
CHANGES: dict[str, dict[str, Any]] = {
    "board_count_kind_known": {"kind": "lost"},
    "board_count_times_not_negative": {"times": -1},
    "board_count_fen_not_negative": {"fen": -1},
    "board_seen_seq_positive": {"seq": 0},
    "board_seen_runs_or_not": {"entered": None},
    "board_seen_fen_not_negative": {"fen": -1},
}


def board(case_id: int) -> None:
    """A count, what a case is counted as, and a reminder."""
    days = {"first_day": DAY, "last_day": DAY}
    db.session.add(BoardCount(kind="aged", name="submitted", part="", **days, times=1, fen=100))
    db.session.add(
        BoardSeen(case_id=case_id, seq=1, state="submitted", item="10", owner_id=1, entered=DAY, due_on=DAY, fen=1)
    )
    db.session.add(BoardReminder(case_id=case_id, day=DAY, owner_id=1, by_id=1, at=AT))
