"""What the registered leases of an enterprise say, after all their pieces. Areas in hundredths of m²."""

import calendar
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select

from rules.leases import Lease as RuleLease
from rules.months import parse_month
from workflow.db import db
from workflow.models.lease import Lease, LeasePiece
from workflow.models.zone import ZoneUnit


class Term(NamedTuple):
    """What one lease says for a stretch of days, both inclusive; months are month numbers of `rules.months`."""

    lease_id: int
    piece: int
    number: str
    unit: str
    address: str
    contract_area: int
    sublet_area: int
    own_area: int
    use: str
    first: date
    last: date
    rent_free: frozenset[int]
    zone_since: date
    zone_until: date | None
    document: str
    note: str

    @property
    def counts(self) -> bool:
        """Whether it can be supported at all: main premises with an area in own use."""
        return self.use == "main" and self.own_area > 0

    def rule_lease(self, *, rent_free: bool = True) -> RuleLease:
        """The lease as the rules read it; without `rent_free` as if every month were paid for."""
        free = self.rent_free if rent_free else frozenset()
        return RuleLease(self.unit, self.own_area, self.first, self.last, free, 0)

    def in_zone(self, month: int) -> bool:
        """Whether the unit lies in the zone for the whole month."""
        first, last = days_of(month)
        return self.zone_since <= first and (self.zone_until is None or last <= self.zone_until)


def days_of(month: int) -> tuple[date, date]:
    """The first and last day of a month number."""
    year, of = divmod(month, 12)
    return date(year, of + 1, 1), date(year, of + 1, calendar.monthrange(year, of + 1)[1])


def timeline(pieces: Iterable[LeasePiece]) -> list[tuple[LeasePiece, date]]:
    """The pieces of one lease that hold, each with its last day: a later piece ends what stood before its first day."""
    held: list[tuple[LeasePiece, date]] = []
    for piece in sorted(pieces, key=lambda one: one.piece):
        before = piece.starts_on - timedelta(days=1)
        held = [(old, min(last, before)) for old, last in held if old.starts_on <= before]
        if piece.kind == "terms":
            held.append((piece, piece.ends_on))
    return held


def terms_of(enterprise_ids: Collection[int]) -> dict[int, list[Term]]:
    """Enterprise → the terms of all its leases, oldest first. One query."""
    query = (
        select(LeasePiece, Lease, ZoneUnit)
        .join(Lease, Lease.id == LeasePiece.lease_id)
        .join(ZoneUnit, ZoneUnit.code == Lease.unit)
        .where(LeasePiece.enterprise_id.in_(enterprise_ids))
        .order_by(LeasePiece.lease_id, LeasePiece.piece)
    )
    found: dict[int, list[Term]] = defaultdict(list)
    for _, rows in groupby(db.session.execute(query), key=lambda row: row[1].id):
        pieces = list(rows)
        lease, unit = pieces[0][1], pieces[0][2]
        found[lease.enterprise_id] += [_term(lease, unit, *held) for held in timeline(row[0] for row in pieces)]
    return {key: sorted(terms, key=lambda term: (term.first, term.unit)) for key, terms in found.items()}


def _term(lease: Lease, unit: ZoneUnit, piece: LeasePiece, last: date) -> Term:
    return Term(
        lease_id=lease.id,
        piece=piece.piece,
        number=lease.number,
        unit=unit.code,
        address=unit.address,
        contract_area=piece.contract_area,
        sublet_area=piece.sublet_area,
        own_area=piece.own_area,
        use=piece.use,
        first=piece.starts_on,
        last=last,
        rent_free=frozenset(parse_month(month) for month in piece.rent_free),
        zone_since=unit.since,
        zone_until=unit.until,
        document=piece.document,
        note=piece.note,
    )


def pieces_of(lease_id: int) -> Sequence[LeasePiece]:
    """Everything that was ever recorded about a lease, oldest first."""
    query = select(LeasePiece).where(LeasePiece.lease_id == lease_id).order_by(LeasePiece.piece)
    return db.session.scalars(query).all()
