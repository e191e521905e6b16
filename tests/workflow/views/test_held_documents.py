"""Using earlier documents again, their last day, what is waived, and files that turn up twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select

from states.lifecycle import Refused
from tests.ground.queries import expected
from tests.visitor import Visitor
from tests.workflow.actions.rent_ground import leased
from tests.workflow.filing import actor, draft, pdf, reload, submitted
from workflow.actions import documents
from workflow.actions.reuse import reuse
from workflow.clock import business_date
from workflow.db import db
from workflow.models.document import DocumentReuse
from workflow.models.enterprise import AboveScale
from workflow.models.filing import Blob, Document
from workflow.queries.casefile import open_file
from workflow.queries.held import held
from workflow.queries.same_files import same_files

Visit = Callable[[str | None], Visitor]
LICENCE = "business_licence"


def licence(case_id: int) -> Document:
    return db.session.scalars(select(Document).where(Document.case_id == case_id, Document.kind == LICENCE)).one()


@pytest.fixture
def earlier(app: Flask) -> tuple[str, str, str]:
    """A submitted case, the reference of its licence, and a new draft of the same firm."""
    with app.app_context():
        before, now = submitted(), draft()
        ref = licence(before.id).ref
        db.session.commit()
        return before.number, ref, now.number


def test_the_bureau_has_it_already(app: Flask, visit: Visit, earlier: tuple[str, str, str]) -> None:
    before, ref, now = earlier
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{now}/documents")
    assert "局里已有" in lanxi.text
    assert f"用于{before}" in lanxi.text
    assert "application_form/held/" not in lanxi.text  # made anew for every case
    lanxi.send(f"/documents/{LICENCE}/held/{ref}", expect=200)
    assert "沿用了“营业执照.pdf”" in lanxi.text
    assert f"沿用{before}" in lanxi.text
    with app.app_context():
        case = reload(now)
        document = licence(case.id)
        row = db.session.get_one(DocumentReuse, document.id)
        assert (row.source_id, document.sha256) == (licence(reload(before).id).id, licence(reload(before).id).sha256)
        assert "business_licence" not in open_file(reload(now)).missing_documents
        again = reuse(reload(now), LICENCE, ref, actor("lanxi"))
        assert again.id == document.id


def test_only_what_is_still_good_and_ones_own(app: Flask, earlier: tuple[str, str, str]) -> None:
    before, ref, now = earlier
    with app.app_context():
        case, source = reload(now), licence(reload(before).id)

        def refused() -> bool:
            with pytest.raises(Refused) as no:
                reuse(case, LICENCE, ref, actor("lanxi"))
            return no.value.blockers[0].code == "not_held" and LICENCE not in held(case, [LICENCE])

        source.expires_on = business_date() - timedelta(days=1)
        assert refused()
        source.expires_on = business_date()
        assert held(case, [LICENCE])[LICENCE].number == before
        blob = db.session.get_one(Blob, source.sha256)
        blob.scan = "infected"
        assert refused()
        blob.scan, source.removed_at = "clean", source.uploaded_at
        assert refused()
        source.removed_at = None
        stranger = draft("yanbei")
        with pytest.raises(Refused):
            reuse(stranger, LICENCE, ref, actor("yanbei"))
        with pytest.raises(Refused):
            reuse(case, "statement", ref, actor("lanxi"))


def test_a_last_day_that_has_passed(app: Flask, visit: Visit, earlier: tuple[str, str, str]) -> None:
    _before, ref, now = earlier
    with app.app_context():
        mine = reuse(reload(now), LICENCE, ref, actor("lanxi")).ref
        db.session.commit()
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{now}/documents")
    lanxi.send(f"/documents/{mine}/expiry", expires_on="2026-02-30", expect=422)
    assert "日期要写成" in lanxi.text
    lanxi.send(f"/documents/{mine}/expiry", expires_on="2026-01-31", expect=200)
    assert "2026年1月31日已过期，请换新的" in lanxi.text
    with app.app_context():
        assert LICENCE in open_file(reload(now)).missing_documents
    lanxi.send(f"/documents/{mine}/expiry", expires_on="", expect=200)
    assert "已过期" not in lanxi.text


def test_what_the_system_knows_need_not_be_handed_in(app: Flask, visit: Visit) -> None:
    with app.app_context():
        case = draft(item="14")
        assert "zone_certificate" in open_file(case).missing_documents
        leased("lanxi", "A3-2", 2400, "2024-01-01", "2029-12-31")
        db.session.commit()
        missing = open_file(reload(case.number)).missing_documents
        assert not {"zone_certificate", "above_scale_proof"} & set(missing)
        db.session.execute(delete(AboveScale).where(AboveScale.enterprise_id == actor("qinglan").enterprise_id))
        number, other = case.number, draft("qinglan", "14")
        assert "above_scale_proof" in open_file(other).missing_documents
    lanxi = visit("lanxi")
    lanxi.open(f"/applications/{number}/documents")
    assert lanxi.text.count("免交</span>") == 2
    assert "documents/zone_certificate" not in lanxi.text


def test_the_same_file_elsewhere_is_told_to_the_bureau_only(
    app: Flask, visit: Visit, earlier: tuple[str, str, str]
) -> None:
    before, ref, now = earlier
    with app.app_context():
        case = reload(now)
        reuse(case, LICENCE, ref, actor("lanxi"))
        submitted("yanbei", pages=20)
        db.session.commit()
        places = same_files(reload(now))
        declared = {(place.number, place.declared) for found in places.values() for place in found}
        assert declared == {(before, True)}
    with app.app_context():
        third = submitted("xingwan", pages=20)  # byte for byte what Yanbei handed in
        db.session.commit()
        number = third.number
    shen = visit("shen")
    shen.open(f"/cases/{number}")
    assert "另一家企业在" in shen.text
    assert "交过同一文件，请核对" in shen.text
    xingwan = visit("xingwan")
    xingwan.open(f"/applications/{number}")
    assert "同一文件" not in xingwan.text


def test_the_checklist_costs_the_same_for_any_number_of_files(
    app: Flask, visit: Visit, earlier: tuple[str, str, str]
) -> None:
    now = earlier[2]
    lanxi, counts = visit("lanxi"), []
    for pages in (1, 2, 3, 4, 5, 6):
        with app.app_context():
            documents.attach(reload(now), "statistics", f"{pages}.pdf", pdf(pages), actor("lanxi"))
            db.session.commit()
            engine = db.engine
        if pages in (1, 6):
            with expected(engine, 18):
                lanxi.open(f"/applications/{now}/documents")
            counts.append(pages)
    assert counts == [1, 6]
