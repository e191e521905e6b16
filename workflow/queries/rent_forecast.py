"""Where an enterprise's rent support is heading: each calendar year against its limit, the last month, the money in all."""

from collections.abc import Iterable
from typing import NamedTuple

from rules.months import year_of
from workflow.queries.rent_track import Cell, Track

HELD = ("paid", "approved")


class Year(NamedTuple):
    """A calendar year: twelve states ('' = nothing), money in fen held, claimed and forecast, and what the limit takes."""

    year: int
    states: tuple[str, ...]
    held_fen: int
    claimed_fen: int
    open_fen: int
    lost_fen: int
    last_open: int | None

    @property
    def fen(self) -> int:
        """All of it."""
        return self.held_fen + self.claimed_fen + self.open_fen


class Forecast(NamedTuple):
    """How it ends: `why` is used_up, expired (the measures end), lease_ends, not_above_scale or nothing (no lease)."""

    why: str
    month: int | None
    used: int
    unusable: int
    total_fen: int
    lost_fen: int
    gap_months: int


def years(track: Track) -> list[Year]:
    """The calendar years from the first month to the last, with the months between that nothing was had for."""
    placed = {cell.month: cell for cell in track.cells if cell.month is not None}
    skipped = {one.month: one for one in track.skipped}
    spots = sorted({*placed, *skipped})
    if not spots:
        return []
    gaps = set(gap_months(track))
    return [
        _year(year, placed, {month: one.computed_fen for month, one in skipped.items()}, gaps)
        for year in range(year_of(spots[0]), year_of(spots[-1]) + 1)
    ]


def _year(year: int, placed: dict[int, Cell], skipped: dict[int, int], gaps: set[int]) -> Year:
    span = range(year * 12, year * 12 + 12)
    cells = [placed[month] for month in span if month in placed]
    opened = [cell.month for cell in cells if cell.state == "open"]

    def state(month: int) -> str:
        cell = placed.get(month)
        if cell is None:
            return "cap" if month in skipped else "gap" if month in gaps else ""
        return "cap" if cell.state == "open" and not cell.fen else cell.state

    return Year(
        year=year,
        states=tuple(state(month) for month in span),
        held_fen=_sum(cell for cell in cells if cell.state in HELD),
        claimed_fen=_sum(cell for cell in cells if cell.state == "claimed"),
        open_fen=_sum(cell for cell in cells if cell.state == "open"),
        lost_fen=sum(cell.lost_fen for cell in cells) + sum(skipped.get(month, 0) for month in span),
        last_open=opened[-1] if opened else None,
    )


def _sum(cells: Iterable[Cell]) -> int:
    return sum(cell.fen for cell in cells)


def gap_months(track: Track) -> list[int]:
    """Months between the first and the last month held or to be had that nothing is had for. They use nothing."""
    had = sorted(cell.month for cell in track.cells if cell.month is not None and cell.state != "dead")
    if not had:
        return []
    skipped = {one.month for one in track.skipped}
    return [month for month in range(had[0], had[-1]) if month not in skipped and month not in had]


def forecast(track: Track) -> Forecast:
    """The month and the money at which the entitlement ends, under the leases and the rules as they are now."""
    had = track.of("paid", "approved", "claimed", "open")
    until, leased = track.measure.until, track.last_leased
    month: int | None
    if len(had) == track.measure.most:
        why, month = "used_up", max(cell.month for cell in had if cell.month is not None)
    elif not track.of("open") and track.now == "not_above_scale":
        why, month = "not_above_scale", None
    elif until is not None and leased is not None and leased >= until:
        why, month = "expired", until
    elif leased is not None:
        why, month = "lease_ends", leased
    else:
        why, month = "nothing", None
    return Forecast(
        why=why,
        month=month,
        used=len(had),
        unusable=len(track.of("dead")),
        total_fen=_sum(had),
        lost_fen=_lost(track),
        gap_months=len(gap_months(track)),
    )


def _lost(track: Track) -> int:
    return sum(cell.lost_fen for cell in track.cells) + sum(one.computed_fen for one in track.skipped)
