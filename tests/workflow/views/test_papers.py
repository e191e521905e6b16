"""Papers on their pages: listed, downloaded, delivered, and never another firm's; tracking without signing in."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select

from tests.road import Road
from tests.visitor import Visitor
from workflow.actions.public_tracking import MOST_AT, MOST_FROM
from workflow.clock import now, told
from workflow.db import db
from workflow.links import absolute
from workflow.models.case import Case
from workflow.models.paper import Paper, PaperDelivery
from workflow.models.user import User
from workflow.papers.tracking_code import tracking_url

Visit = Callable[[str | None], Visitor]


def codes(app: Flask, number: str) -> tuple[str, list[str]]:
    """The tracking code of a case and the references of its papers."""
    with app.app_context():
        case = db.session.scalars(select(Case).where(Case.number == number)).one()
        refs = db.session.scalars(select(Paper.ref).where(Paper.case_id == case.id).order_by(Paper.id)).all()
        return case.tracking_code, list(refs)


def track(visitor: Visitor, number: str, code: str, expect: int) -> str:
    return visitor.open(f"/track?{urlencode({'number': number, 'code': code})}", expect=expect)


def test_the_applicant_opens_a_paper_and_staff_see_that_it_arrived(app: Flask, visit: Visit) -> None:
    number = Road(app).to("accepted", firm="lanxi")
    _code, refs = codes(app, number)
    shen, lanxi = visit("shen"), visit("lanxi")
    assert shen.open(f"/cases/{number}").count("还没打开过") == 2
    assert shen.client.get(f"/papers/{refs[0]}").data.startswith(b"%PDF-")
    assert shen.open(f"/cases/{number}").count("还没打开过") == 2  # staff looking is no delivery
    assert "受理通知书" in lanxi.open(f"/applications/{number}")
    page = lanxi.client.get(f"/papers/{refs[1]}?lang=en")
    assert page.mimetype == "application/pdf"
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert page.headers["Content-Security-Policy"].startswith("sandbox")
    lanxi.client.get(f"/papers/{refs[1]}")
    assert shen.open(f"/cases/{number}").count("还没打开过") == 1
    with app.app_context():
        (delivery,) = db.session.scalars(select(PaperDelivery)).all()
        assert db.session.get_one(User, delivery.user_id).login == "lanxi"


def test_papers_are_for_their_own_enterprise_and_word_files_for_officials(app: Flask, visit: Visit) -> None:
    number = Road(app).to("submitted", firm="lanxi")
    _code, refs = codes(app, number)
    visit("yanbei").open(f"/papers/{refs[0]}", expect=404)
    visit("yanbei").open(f"/applications/{number}/form", expect=404)
    visit("lanxi").open(f"/papers/{refs[0]}/word", expect=403)
    visit("lanxi").open(f"/papers/{refs[0]}?lang=fr", expect=404)
    word = visit("shen").client.get(f"/papers/{refs[0]}/word")
    assert word.status_code == 200
    assert word.data.startswith(b"PK")


def test_the_form_to_sign_is_marked_while_it_is_a_draft(app: Flask, visit: Visit) -> None:
    road = Road(app)
    draft = road.to("filled", firm="lanxi")
    lanxi = visit("lanxi")
    first = lanxi.client.get(f"/applications/{draft}/form").data
    assert first.startswith(b"%PDF-")
    with app.app_context():
        road.play.submit()
        number = road.play.number
    filed = lanxi.client.get(f"/applications/{number}/form?lang=en").data
    assert filed.startswith(b"%PDF-")
    assert visit("shen").client.get(f"/cases/{number}/form").status_code == 200


def test_the_receipt_page_gives_number_code_and_a_way_to_follow(app: Flask, visit: Visit) -> None:
    number = Road(app).to("submitted", firm="lanxi")
    code, refs = codes(app, number)
    page = visit("lanxi").open(f"/applications/{number}/receipt")
    for part in (number, code, refs[0], "data:image/svg+xml"):
        assert part in page


def test_number_and_code_give_one_line_and_nothing_else(app: Flask, visit: Visit) -> None:
    number = Road(app).to("paid", item="5", firm="lanxi")
    code, _refs = codes(app, number)
    visitor = visit(None)
    page = track(visitor, number, code.lower(), 200)
    assert "款项已到账" in page
    for hidden in ("岚汐", "300,000", "沈砚", "方瑾"):
        assert hidden not in page
    assert visitor.page is not None
    assert visitor.page.headers["X-Robots-Tag"].startswith("noindex")
    assert visitor.page.headers["Cache-Control"] == "no-store"


def test_a_wrong_code_and_an_unknown_number_read_the_same(app: Flask, visit: Visit) -> None:
    number = Road(app).to("submitted", firm="lanxi")
    draft = Road(app).to("draft", firm="lanxi")
    visitor = visit(None)
    pages = [track(visitor, one, "WRONGWRONG", 422).replace(one, "") for one in (number, "2026-99-9999", draft)]
    assert len(set(pages)) == 1
    track(visitor, number, codes(app, number)[0], 200)


def test_guessing_is_stopped_for_a_while_wherever_it_comes_from(app: Flask, visit: Visit) -> None:
    number = Road(app).to("submitted", firm="lanxi")
    code, _refs = codes(app, number)
    visitor = visit(None)
    for place in range(MOST_AT):
        track(visitor, number, f"WRONG{place}", 422)
    track(visitor, number, code, 422)
    with told(now() + timedelta(minutes=16)):
        track(visitor, number, code, 200)
        for place in range(MOST_FROM):
            track(visitor, f"2026-05-9{place}", "WRONG", 422)
        track(visitor, number, code, 422)


def test_the_code_to_scan_never_leads_where_a_browser_says(app: Flask) -> None:
    """A request with a forged Host must not put its address on a receipt that is frozen for good."""
    road = Road(app)
    road.to("submitted")
    with app.test_request_context(base_url="http://evil.example/"):
        case = db.session.get_one(Case, road.case_id)
        assert tracking_url(case) == absolute("public_tracking.show", number=case.number, code=case.tracking_code)
        assert "evil" not in tracking_url(case)
