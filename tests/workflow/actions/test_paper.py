"""Papers come with their steps: one for each, numbered without gaps, gone with a rolled-back step."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from tests.road import FACTS, Road
from workflow import storage
from workflow.actions import casework, paper_printing
from workflow.db import db, writing
from workflow.demo.play import actor, locked
from workflow.models.paper import Paper, PaperPrint
from workflow.papers.letter import digest
from workflow.queries.casefile import digest as sealed
from workflow.queries.history import rounds


def issued(case_id: int) -> Sequence[Paper]:
    return db.session.scalars(select(Paper).where(Paper.case_id == case_id).order_by(Paper.id)).all()


@contextmanager
def a_page() -> Iterator[None]:
    """Inside, nothing but `apart` may write, as while a page is served."""
    db.session.rollback()
    token = writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()
        writing.reset(token)


def text(paper: Paper, lang: str = "zh") -> str:
    return str(paper.data[lang])


@pytest.mark.parametrize(
    ("place", "item", "kinds"),
    [
        ("paid", "5", ["receipt", "acceptance", "decision", "payment"]),
        ("correction", "14", ["receipt", "acceptance", "correction"]),
        ("rejected", "9", ["receipt", "acceptance", "refusal"]),
        ("declined", "10", ["receipt", "refusal"]),
        ("referred", "12", ["receipt", "acceptance", "referral"]),
    ],
)
def test_each_step_issues_its_paper(app: Flask, place: str, item: str, kinds: list[str]) -> None:
    road = Road(app)
    road.to(place, item=item, firm="lanxi")
    with app.app_context(), a_page():
        papers = issued(road.case_id)
        assert [paper.kind for paper in papers] == kinds
        for paper in papers:
            assert paper.digest == digest(paper.data)
            assert "岚汐" in text(paper)
            assert paper_printing.printed(paper, "en").startswith(b"%PDF-")


def test_the_numbers_of_a_kind_have_no_gap(app: Flask) -> None:
    road = Road(app)
    ids = []
    for firm in ("lanxi", "yanbei"):
        road.to("submitted", firm=firm)
        ids.append(road.case_id)
    with app.app_context():
        case = locked(ids[0])
        casework.accept(case, actor("shen"))
        db.session.rollback()
        casework.accept(locked(ids[1]), actor("shen"))
        db.session.commit()
        numbers = [paper.number for paper in issued(ids[1])]
        assert [number[-4:-1] for number in numbers] == ["002", "001"]
        assert [paper.kind for paper in issued(ids[0])] == ["receipt"]


def test_the_decision_holds_the_stored_calculation(app: Flask) -> None:
    road = Road(app)
    facts: dict[str, Any] = FACTS["14"] | {"from": "2023-08", "months": 36}
    road.to("cleared", item="14", firm="xingwan", facts=facts)
    with app.app_context():
        decision = issued(road.case_id)[-1]
        run = rounds(road.case_id)[0].evaluation
        assert sealed(run.outcome) in text(decision)
        calculation, months = decision.data["zh"]["annexes"]
        assert calculation["rows"][-1][1] == "审定金额"
        assert len(months["rows"]) == 36
        assert "元整" in text(decision)


def test_a_refusal_says_reason_and_ways_of_appeal(app: Flask) -> None:
    road = Road(app)
    road.to("declined", firm="lanxi")
    with app.app_context():
        said = text(issued(road.case_id)[-1])
        for part in ("不予受理", "不属于本批范围", "复核", "60日", "行政复议", "6个月", "行政诉讼", "第"):
            assert part in said


def test_a_paper_is_for_good(app: Flask) -> None:
    road = Road(app)
    road.to("submitted", firm="lanxi")
    with app.app_context(), pytest.raises(DatabaseError):
        db.session.execute(update(Paper).values(number="another"))


def test_what_was_printed_once_never_comes_out_differently(app: Flask) -> None:
    road = Road(app)
    road.to("submitted", firm="lanxi")
    with app.app_context():
        first = asked_for(road.case_id)
        assert asked_for(road.case_id) == first
        row = db.session.scalars(select(PaperPrint)).one()
        kept = storage.path_of(row.sha256)
        kept.unlink()
        assert asked_for(road.case_id) == first  # made again
        kept.write_bytes(b"%PDF-1.7 another")
        with pytest.raises(paper_printing.OtherBytesError):
            asked_for(road.case_id)


def asked_for(case_id: int) -> bytes:
    with a_page():
        return paper_printing.printed(issued(case_id)[0], "zh")
