"""Signing the record of a visit: each visitor in a session of their own. With the second signature the findings count."""

import hashlib
import json

from rules.proofs import MEASURED, SEEN, VISIT
from states.dossier import Actor
from states.lifecycle import Refused
from workflow.actions.advance import Entry, advance
from workflow.actions.findings import By, Found, keep
from workflow.actions.notify import Message, tell
from workflow.actions.visit_refusals import CHANGED, NOT_OPEN, NOT_RECORDED, NOT_YOURS, SIGNED_BY_YOU
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.visit import NOT_CONFIRMED, PLANNED, RECORDED, SIGNED, SiteVisit, VisitSignature
from workflow.queries import visits
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.visit_units import measured


def record_digest(visit: SiteVisit) -> str:
    """SHA-256 of the record as it is: day, result, words, areas and the bytes of the photos."""
    areas = [[row.unit, row.claimed, row.measured] for row in visits.areas(visit.id)]
    photos = [row.sha256 for row in visits.photos(visit.id)]
    said = [str(visit.visited_on), visit.result, visit.seen, areas, photos]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def sign(case: Case, visit: SiteVisit, actor: Actor, digest: str) -> None:
    """Sign the record whose `digest` the visitor had before the eyes. Raises Refused.

    The first signature closes the record; the second makes what was found count in the next evaluation.
    """
    if actor.user_id not in {visit.lead_id, visit.second_id}:
        raise Refused((NOT_YOURS,))
    if visit.state != RECORDED:
        raise Refused((NOT_RECORDED if visit.state == PLANNED else NOT_OPEN,))
    seat, there = 1 if actor.user_id == visit.lead_id else 2, visits.signatures(visit.id)
    if seat in {row.seat for row in there}:
        raise Refused((SIGNED_BY_YOU,))
    if digest != record_digest(visit):
        raise Refused((CHANGED,))
    who = {"lead_id": visit.lead_id} if seat == 1 else {"second_id": visit.second_id}
    db.session.add(VisitSignature(visit_id=visit.id, seat=seat, digest=digest, at=now(), **who))
    file, detail = open_file(case), {}
    if there:
        visit.state = SIGNED
        first = visit.second_id if seat == 1 else visit.lead_id
        detail = keep(file, found(file, visit), By(VISIT, visit.id, first, actor.user_id))
    advance(case, "sign_visit", file.dossier, actor, Entry(detail=detail))
    if there and case.owner_id is not None and case.owner_id != actor.user_id:
        tell(case, [case.owner_id], _signed(case, visit))


def found(file: CaseFile, visit: SiteVisit) -> list[Found]:
    """What the record says of the facts claimed: whether the thing is there, and where it is measured, how large it is."""
    facts, (name, words) = file.filing.facts, SEEN[file.case.item]
    assert visit.result is not None, "only a recorded visit is signed"
    result = visits.RESULT_WORDS[visit.result].zh
    rows = [
        Found(name, facts.get(name), visit.result != NOT_CONFIRMED, f"现场核查{result}：{words.zh}（两人现场核对）")
    ]
    if file.case.item in MEASURED and visit.result != NOT_CONFIRMED:
        areas = visits.areas(visit.id)
        sums = [sum(row.claimed for row in areas), sum(row.measured for row in areas)]
        told = "，".join(
            f"{word}{one // 100:,}.{one % 100:02d}平方米" for word, one in zip(("申报", "实测"), sums, strict=True)
        )
        rows.append(Found(*measured(facts, {row.unit: row.measured for row in areas}), f"现场核查自用面积：{told}"))
    return rows


def _signed(case: Case, visit: SiteVisit) -> Message:
    result = visits.RESULT_WORDS[visit.result or NOT_CONFIRMED]
    return Message(
        kind="visit_signed",
        title_zh=f"{case.number}　现场核查{result.zh}",
        title_en=f"{case.number}: site visit, {result.en}",
        body_zh="两人都签了，核查结果计入下一次评估。",
        body_en="Both visitors have signed; the next evaluation goes by what they found.",
    )
