"""Bureau-started awards: what a list gives, who may confirm it, and what becomes of an offer, on both databases."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from stdnum.cn import uscc as uscc_number

from states.lifecycle import Refused
from states.names import State
from tests.people import FIRM
from tests.road import Road
from tests.visitor import Visitor
from tests.workflow.actions.test_races import run_all
from tests.workflow.entitlement_ground import STRANGER, call_of, confirmed, grown, read
from workflow.actions import award_offer, entitlement, entitlement_confirming, offer_acceptance, registration
from workflow.actions.entitlement_faults import TWICE
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.demo.play import actor
from workflow.jobs import offers
from workflow.models.case import Case
from workflow.models.enterprise import Dishonest
from workflow.models.entitlement import AwardOffer, EntitlementRow
from workflow.models.filing import Document, Filing
from workflow.models.mail import MailMessage
from workflow.models.notice import Notice
from workflow.sheets import Row
from workflow.views.promises import PROMISES


def standings() -> list[tuple[str, int]]:
    query = select(EntitlementRow.standing, EntitlementRow.fen).order_by(EntitlementRow.number)
    return [(row.standing, row.fen) for row in db.session.execute(query)]


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as error:
        yield
    assert [one.code for one in error.value.blockers] == [code]


def test_each_row_is_judged_by_the_rules_and_says_why_not(app: Flask) -> None:
    number = Road(app).to("submitted", firm="xingwan")
    with app.app_context():
        db.session.add(Dishonest(uscc=FIRM["qinglan"].uscc, since=business_date(), source="x"))
        db.session.commit()
        new = STRANGER + uscc_number.calc_check_digit(STRANGER)
        read(
            grown(2, "lanxi", "60,000,000.00"),
            grown(3, "yanbei", "60000000", "55000000"),
            grown(4, "qinglan"),
            grown(5, "xingwan"),
            grown(6, "lanxi", uscc=new, name="深圳新来公司", email="a@b.example", revenue="320000000"),
            grown(7, "lanxi", uscc="914403000000000000"),
            grown(8, "lanxi", uscc=STRANGER + "0", revenue="很多"),
        )
        got = standings()
        assert got[0] == ("entitled", 10_000_000)
        assert [one[0] for one in got] == ["entitled", "refused", "refused", "refused", "entitled", "faulty", "faulty"]
        assert got[4][1] > got[0][1]
        said = list(db.session.scalars(select(EntitlementRow.said_zh).order_by(EntitlementRow.number)))
        for place, words in ((1, "首次突破"), (2, "失信"), (3, number), (5, "校验位")):
            assert words in said[place], said[place]
        assert db.session.scalar(select(func.count()).select_from(AwardOffer)) == 0


def test_figures_that_cannot_be_read_names_that_differ_and_codes_twice_are_faults(app: Flask) -> None:
    with app.app_context():
        read(grown(2, "lanxi", "很多"), grown(3, "yanbei", name="砚北"), grown(4, "qinglan"), grown(5, "qinglan"))
        said = list(db.session.scalars(select(EntitlementRow.said_zh).order_by(EntitlementRow.number)))
        assert "营业收入" in said[0]
        assert FIRM["yanbei"].name in said[1]
        assert said[2] == said[3] == TWICE.zh
        cells = {"uscc": FIRM["lanxi"].uscc, "name": FIRM["lanxi"].name, "first_listed": "是", "transferred": "是"}
        entitlement.read(call_of("9"), "九.xlsx", "9" * 64, [Row(2, cells)], actor("shen"))
        moved = db.session.scalars(select(EntitlementRow).order_by(EntitlementRow.list_id.desc())).first()
        assert moved is not None
        assert (moved.standing, moved.facts["transferred"]) == ("refused", True)
        assert "转专业" in moved.said_zh
        with refused("no_rows"):
            entitlement.read(call_of("9"), "空.xlsx", "8" * 64, [], actor("shen"))
        with refused("call_not_fitting"):
            entitlement.read(call_of("14"), "a.xlsx", "7" * 64, [Row(2, cells)], actor("shen"))


def test_another_person_confirms_once_and_only_what_still_holds(app: Flask) -> None:
    with app.app_context():
        found, call = read(grown(2, "lanxi"), by="xu"), call_of("10")
        with refused("same_person"):
            entitlement_confirming.confirm(found, call, actor("xu"))
        db.session.add(Dishonest(uscc=FIRM["lanxi"].uscc, since=business_date(), source="x"))
        db.session.flush()
        with refused("list_changed"):
            entitlement_confirming.confirm(found, call, actor("cheng"))
        db.session.rollback()
        assert entitlement_confirming.confirm(found, call, actor("cheng")) == 1
        db.session.commit()
        for again in (
            lambda: entitlement_confirming.confirm(found, call, actor("tang")),
            lambda: entitlement.drop(found),
        ):
            with refused("list_settled"):
                again()
        told_ = db.session.scalars(select(Notice).where(Notice.kind == "award_offer")).one()
        assert "100,000.00" in told_.title_zh
        second = read(grown(2, "lanxi"), grown(3, "lanxi", uscc="x"))
        assert standings()[1] == ("refused", 0)
        with refused("nobody_entitled"):
            entitlement_confirming.confirm(second, call, actor("xu"))
        entitlement.drop(second)
        with refused("list_settled"):
            entitlement_confirming.confirm(second, call, actor("xu"))


def test_an_accepted_offer_is_a_case_like_any_other(app: Flask) -> None:
    with app.app_context():
        (offer,) = confirmed(grown(2, "lanxi"))
        account = FIRM["lanxi"].bank_account
        with refused("foreign_offer"):
            offer_acceptance.accept(offer, account, actor("yanbei"))
        with refused("account_changed"):
            offer_acceptance.accept(offer, "1", actor("lanxi"))
        case = offer_acceptance.accept(offer, account, actor("lanxi"))
        db.session.commit()
        case_id = case.id
        assert (case.state, case.estimate_fen, offer.state, offer.case_id) == (
            State.SUBMITTED,
            offer.fen,
            "accepted",
            case_id,
        )
        filing = db.session.scalars(select(Filing).where(Filing.case_id == case_id)).one()
        assert filing.facts == {"year": offer.year, "revenue": "60000000.00", "peak": "0.00"}
        assert {one["from"] for one in (filing.sources or {}).values()} == {"list"}
        kinds = set(db.session.scalars(select(Document.kind).where(Document.case_id == case_id)))
        assert {"application_form", "statement", "bank_account", "statistics", "annual_audit"} <= kinds
        for again in (
            lambda: offer_acceptance.accept(offer, account, actor("lanxi")),
            lambda: award_offer.decline(offer, actor("lanxi"), ""),
        ):
            with refused("offer_over"):
                again()
    road = Road(app)
    road.play.firm, road.play.item, road.play.case_id = "lanxi", "10", case_id
    with app.app_context():
        for step in ("claim", "accept", "check", "evaluate", "review", "send", "approve"):
            getattr(road.play, step)()
        done = db.session.get_one(Case, case_id)
        assert (done.state, done.award_fen) == (State.PUBLICITY, 10_000_000)


def test_no_thanks_a_reminder_and_the_end(app: Flask) -> None:
    with app.app_context():
        no, late = confirmed(grown(2, "lanxi"), grown(3, "yanbei"))
        award_offer.decline(no, actor("lanxi"), "今年不申请")
        db.session.commit()
        assert (no.state, no.reason, no.case_id) == ("declined", "今年不申请", None)
        assert offers.tend() == 0
        with told(now() + timedelta(days=25)):
            assert [offers.tend(), offers.tend()] == [1, 0]
        mine = select(Notice).where(Notice.kind == "award_offer", Notice.title_zh.contains("还没有答复"))
        assert len(db.session.scalars(mine).all()) == 1
        with told(now() + timedelta(days=70)):
            assert [offers.tend(), offers.tend()] == [1, 0]
            db.session.refresh(late)
            assert (late.state, late.answered_by) == ("expired", None)
            with refused("offer_over"):
                award_offer.decline(late, actor("yanbei"), "")


def test_an_enterprise_that_registers_later_finds_its_offer(app: Flask) -> None:
    new = STRANGER + uscc_number.calc_check_digit(STRANGER)
    with app.app_context():
        (offer,) = confirmed(grown(2, "lanxi", uscc=new, name="深圳新来公司", email="a@b.example"))
        assert offer.told_at is None
        letter = db.session.scalars(select(MailMessage).where(MailMessage.recipient == "a@b.example")).one()
        assert new in letter.body
        firm = registration.Firm(
            new, "深圳新来公司", "龙华区", "甲", "乙", "13800000009", "示例银行", "4000020100200123499"
        )
        registration.register(firm, "new@b.example", "longhua-2026-more")
        db.session.commit()
        assert offers.tend() == 1
        db.session.refresh(offer)
        assert offer.told_at is not None


def test_two_clicks_at_one_moment_make_one_case(app: Flask) -> None:
    """The same person in two browsers, each with a form of its own: one hands in, the other reads that it is answered."""
    with app.app_context():
        (offer,) = confirmed(grown(2, "lanxi"))
        page = f"/offers/{offer.id}"
        db.session.remove()
    start, answers = threading.Barrier(2), Counter[int]()

    def click(person: Visitor, action: str, data: dict[str, Any]) -> None:
        start.wait(10)
        answers[person.client.post(action, data=data).status_code] += 1

    clicks = []
    for person in (Visitor(app, "lanxi"), Visitor(app, "lanxi")):
        person.open(page)
        form = person.form("/acceptance")
        declared = {"declared": ["account", *PROMISES]}
        clicks.append(partial(click, person, form.action, {name: v[0] for name, v in form.fields.items()} | declared))
    run_all(clicks)
    assert answers == {303: 1, 409: 1}
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Case).where(Case.item == "10")) == 1
