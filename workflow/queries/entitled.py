"""What is held of many credit codes at once when a list is judged: a few statements for all, however long the list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select

from rules import money
from states.names import State
from workflow.clock import business_date
from workflow.db import db
from workflow.models.call import Call
from workflow.models.case import Case
from workflow.models.decision import Award
from workflow.models.enterprise import Dishonest, Enterprise
from workflow.models.entitlement import AwardOffer

AT_ONCE = 500
#: A draft is nobody's business but the enterprise's.
APART = (State.DRAFT, State.WITHDRAWN, State.REJECTED)


@dataclass(frozen=True)
class Held:
    """What speaks for or against an offer to some credit codes."""

    firms: dict[str, tuple[int, str]] = field(default_factory=dict)
    awards: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    #: Enterprise → number of its case for the item and year that runs or was paid.
    cases: dict[int, str] = field(default_factory=dict)
    dishonest: set[str] = field(default_factory=set)
    #: Codes that have an offer for the item and year already, from whichever list.
    offered: set[str] = field(default_factory=set)


def held(call: Call, usccs: Sequence[str]) -> Held:
    """Read it for all the codes."""
    found = Held()
    for part in _parts(sorted(set(usccs))):
        firms = select(Enterprise.uscc, Enterprise.id, Enterprise.name).where(Enterprise.uscc.in_(part))
        new: Mapping[str, tuple[int, str]] = {row[0]: (row[1], row[2]) for row in db.session.execute(firms)}
        found.firms.update(new)
        _of_firms(found, call, sorted(row[0] for row in new.values()))
        today = business_date()
        runs = (Dishonest.since <= today, or_(Dishonest.until.is_(None), Dishonest.until >= today))
        found.dishonest.update(db.session.scalars(select(Dishonest.uscc).where(Dishonest.uscc.in_(part), *runs)))
        live = (AwardOffer.item == call.item, AwardOffer.year == call.year, AwardOffer.state.in_(("open", "accepted")))
        found.offered.update(db.session.scalars(select(AwardOffer.uscc).where(AwardOffer.uscc.in_(part), *live)))
    return found


def _of_firms(found: Held, call: Call, ids: Sequence[int]) -> None:
    awards = select(Award).where(Award.enterprise_id.in_(ids), Award.item == call.item, Award.reversed_at.is_(None))
    for award in db.session.scalars(awards.order_by(Award.id)):
        entry = {"article": award.item, "year": award.year, "yuan": money.plain(award.fen), "award": award.id}
        found.awards.setdefault(award.enterprise_id, []).append(entry)
    mine = (Case.enterprise_id.in_(ids), Case.item == call.item, Call.year == call.year, Case.state.not_in(APART))
    cases = select(Case.enterprise_id, Case.number).join(Call, Call.id == Case.call_id).where(*mine)
    found.cases.update({row[0]: row[1] for row in db.session.execute(cases.order_by(Case.id))})


def _parts(codes: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(codes), AT_ONCE):
        yield codes[start : start + AT_ONCE]
