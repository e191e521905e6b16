"""The signed score sheets of experts, entered by the secretary. Nothing is edited: a mistake is mended by another revision."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rules.proofs import CRITERIA
from rules.scoring import total
from states.dossier import Actor
from states.lifecycle import Refused
from workflow import storage
from workflow.actions import assessment_refusals as no
from workflow.actions.advance import Entry, advance
from workflow.actions.assessment import check_open
from workflow.actions.blobs import keep_blob
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.assessment import ScoreLine, ScoreSheet
from workflow.models.case import Case
from workflow.models.expert_seat import CLEAR, ExpertSeat
from workflow.queries import assessments
from workflow.queries.casefile import open_file


class Sheet(NamedTuple):
    """A signed sheet: criterion → points (0 to 100)."""

    points: Mapping[str, int]
    signed_on: date
    opinion: str = ""


def enter(
    case: Case, seat: ExpertSeat, said: Sheet, file: tuple[str, bytes | storage.Stored], actor: Actor
) -> ScoreSheet:
    """Enter a sheet with its scan; a mistake is mended by entering it again. Raises Refused and storage.FileRefusedError."""
    check_open(case)
    criteria = CRITERIA[case.item]
    if seat.state != CLEAR:
        raise Refused((no.NOT_CLEAR,))
    if set(said.points) != {one.code for one in criteria} or not all(0 <= one <= 100 for one in said.points.values()):
        raise Refused((no.NOT_POINTS,))
    if said.signed_on > business_date():
        raise Refused((no.LATER,))
    advance(case, "assess", open_file(case).dossier, actor, Entry(reason=f"登记了第{seat.seat}位专家的评分表"))
    assert actor.user_id is not None
    shown = storage.shown_name(file[0])
    stored = file[1] if isinstance(file[1], storage.Stored) else storage.put(shown, file[1])
    keep_blob(stored)
    before = next(one.sheet for one in assessments.seats(case.id) if one.seat.id == seat.id)
    row = ScoreSheet(
        seat_id=seat.id,
        revision=before.revision + 1 if before else 1,
        total=total(criteria, said.points),
        opinion=said.opinion.strip(),
        signed_on=said.signed_on,
        ref=secrets.token_urlsafe(16),
        file_name=shown,
        sha256=stored.sha256,
        entered_by=actor.user_id,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    key = {"seat_id": seat.id, "revision": row.revision}
    db.session.add_all(
        ScoreLine(**key, criterion=one.code, weight=one.weight, points=said.points[one.code]) for one in criteria
    )
    db.session.flush()
    return row
