"""What the visitors found, measured and photographed. Until somebody signs, either of them may write it again."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rules import money
from rules.proofs import MEASURED
from states.dossier import Actor
from states.lifecycle import Refused
from workflow import storage
from workflow.actions.advance import Entry, advance
from workflow.actions.blobs import keep_blob
from workflow.actions.visit_refusals import LESS, NO_AREA, NO_WORDS, NOT_A_PHOTO, NOT_OPEN, NOT_YET, NOT_YOURS, PHOTOS
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.visit import (
    CONFIRMED,
    LONGEST,
    MOST_PHOTOS,
    NOT_CONFIRMED,
    PLANNED,
    RECORDED,
    SiteVisit,
    VisitArea,
    VisitPhoto,
)
from workflow.queries import visits
from workflow.queries.casefile import open_file
from workflow.queries.visit_units import Unit, is_less, units


class Record(NamedTuple):
    """What the visitors found. `measured`: hundredths of m², unit by unit as `queries.visit_units.units` lists them."""

    visited_on: date
    result: str
    seen: str
    measured: Sequence[int] = ()


def record(case: Case, visit: SiteVisit, said: Record, actor: Actor) -> None:
    """Write down what was found. Raises Refused: not a visitor, signed already, nothing seen, areas that do not fit the result."""
    check_open(visit, actor)
    file, seen = open_file(case), said.seen.strip()
    if said.visited_on > business_date():
        raise Refused((NOT_YET,))
    if not 1 <= len(seen) <= LONGEST:
        raise Refused((NO_WORDS,))
    claimed = units(file.filing.facts) if case.item in MEASURED and said.result != NOT_CONFIRMED else []
    _check_areas(claimed, said)
    reason = visits.RESULT_WORDS[said.result].zh
    advance(case, "record_visit", file.dossier, actor, Entry(reason=reason, detail=_measured(claimed, said)))
    visit.state, visit.result, visit.seen = RECORDED, said.result, seen
    visit.visited_on, visit.recorded_by, visit.recorded_at = said.visited_on, actor.user_id, now()
    for old in visits.areas(visit.id):
        db.session.delete(old)
    db.session.flush()
    for place, (unit, area) in enumerate(zip(claimed, said.measured, strict=False), start=1):
        db.session.add(VisitArea(visit_id=visit.id, place=place, unit=unit.name, claimed=unit.area, measured=area))
    db.session.flush()


def _check_areas(claimed: Sequence[Unit], said: Record) -> None:
    if not claimed:
        return
    if len(said.measured) != len(claimed) or not sum(said.measured):
        raise Refused((NO_AREA,))
    if said.result == CONFIRMED and is_less(claimed, said.measured):
        raise Refused((LESS,))


def _measured(claimed: Sequence[Unit], said: Record) -> dict[str, list[str]]:
    """Each unit's area as claimed and as measured, for the record of the step."""
    pairs = zip(claimed, said.measured, strict=False)
    return {unit.name or "area": [money.plain(unit.area), money.plain(area)] for unit, area in pairs}


def add_photos(visit: SiteVisit, files: Sequence[tuple[str, bytes | storage.Stored]], actor: Actor) -> None:
    """Add photos, before anybody has signed. Raises Refused and storage.FileRefusedError."""
    check_open(visit, actor)
    assert actor.user_id is not None
    there = len(visits.photos(visit.id))
    if there + len(files) > MOST_PHOTOS:
        raise Refused((PHOTOS,))
    for place, (name, data) in enumerate(files, start=there + 1):
        shown = storage.shown_name(name)
        stored = data if isinstance(data, storage.Stored) else storage.put(shown, data)
        if stored.kind not in {"jpeg", "png"}:
            raise Refused((NOT_A_PHOTO,))
        keep_blob(stored)
        more = {"sha256": stored.sha256, "taken_by": actor.user_id, "at": now()}
        ref = secrets.token_urlsafe(16)
        db.session.add(VisitPhoto(visit_id=visit.id, place=place, ref=ref, name=shown, **more))
    db.session.flush()


def check_open(visit: SiteVisit, actor: Actor) -> None:
    """Raise Refused unless the person is one of the visitors and nobody has signed yet."""
    if actor.user_id not in {visit.lead_id, visit.second_id}:
        raise Refused((NOT_YOURS,))
    if visit.state not in {PLANNED, RECORDED} or visits.signatures(visit.id):
        raise Refused((NOT_OPEN,))
