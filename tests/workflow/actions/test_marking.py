"""Verified facts and pins on both databases: bound to the value, numbered for ever, refused with the reason."""

from collections.abc import Callable

import pytest
from flask import Flask

from states.lifecycle import Refused
from tests.workflow.filing import actor, ask, reload, submitted
from tests.workflow.onward import accepted, evaluated, papers
from workflow.actions import application, casework, checking, documents, fact_check, pin
from workflow.actions.pin import Place
from workflow.db import db
from workflow.models.case import Case
from workflow.queries.fact_checks import newest, pin_of, pins, verified
from workflow.queries.filings import current_filing


def holds(case: Case, fact: str) -> bool:
    return verified(newest(case.id).get(fact), current_filing(case.id).facts[fact])


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refused) as error:
        act()
    assert [one.code for one in error.value.blockers] == [code]


def corrected(case: Case, revenue: str) -> None:
    """The applicant answers a notice about the revenue."""
    ask(case, ("fact", "revenue"))
    facts = current_filing(case.id).facts | {"revenue": revenue}
    application.save(case, facts, [], declared=True, actor=actor("lanxi"))
    application.resubmit(case, actor("lanxi"))


def test_a_changed_fact_loses_its_check_and_the_old_value_has_it_again(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        shen, paper = actor("shen"), papers(case)[0]
        fact_check.confirm(case, "revenue", paper, "第2页", shen)
        fact_check.confirm(case, "peak", None, "统计局确认", shen)
        assert holds(case, "revenue")
        corrected(case, "61000000.00")
        assert not holds(case, "revenue")
        assert holds(case, "peak")
        corrected(case, "60000000.00")
        assert holds(case, "revenue")
        fact_check.take_back(case, "revenue", shen)
        assert not holds(case, "revenue")
        refused("not_verified", lambda: fact_check.take_back(case, "revenue", shen))


def test_who_may_mark_and_on_what(app: Flask) -> None:
    with app.app_context():
        case, other = accepted(), submitted("yanbei", "10", pages=40)
        shen, foreign = actor("shen"), papers(other)[0]
        refused("unknown_fact", lambda: fact_check.confirm(case, "beauty", None, "x", shen))
        refused("rests_on", lambda: fact_check.confirm(case, "peak", None, "  ", shen))
        refused("removed", lambda: fact_check.confirm(case, "peak", foreign, "", shen))
        refused("removed", lambda: pin.put(case, foreign, Place(1), "peak", "", shen))
        refused("in_charge", lambda: fact_check.confirm(case, "peak", None, "x", actor("jiang")))
        refused("wrong_role", lambda: fact_check.confirm(case, "peak", None, "x", actor("cheng")))
        casework.decline(other, shen, "不是本区企业")
        refused("wrong_state", lambda: pin.put(other, foreign, Place(1), "", "x", shen))
    with app.app_context():
        fact_check.confirm(evaluated(), "peak", None, "复核时比对过", actor("xu"))


def test_a_pin_keeps_its_number_for_ever(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        shen, paper = actor("shen"), papers(case)[0]
        first = pin.put(case, paper, Place(1, 0, 1000), "revenue", "", shen)
        pin.put(case, paper, Place(500), "", "整页", shen)
        refused("says_nothing", lambda: pin.put(case, paper, Place(1), "", " ", shen))
        refused("unknown_fact", lambda: pin.put(case, paper, Place(1), "beauty", "", shen))
        pin.take_off(case, first, shen)
        pin.take_off(case, first, shen)
        pin.put(case, paper, Place(1), "revenue", "", shen)
        assert [(row.number, row.page, row.x) for row in pins(case.id)] == [(2, 500, None), (3, 1, None)]
        found = pin_of(case.id, 1)
        assert found is not None
        assert (found[0].removed_by, found[1]) == (shen.user_id, paper.ref)


def test_the_slower_of_two_verdicts_is_told_of_the_faster(app: Flask) -> None:
    with app.app_context():
        case = submitted()
        paper, shen, jiang = papers(case)[0], actor("shen"), actor("jiang")
        row = checking.give_verdict(case, paper, "refused", "缺章", shen, seen=0)
        with pytest.raises(Refused) as error:
            checking.give_verdict(case, paper, "accepted", "", jiang, seen=0)
        assert error.value.blockers[0].zh.startswith("沈砚刚在")
        assert "不通过（缺章）" in error.value.blockers[0].zh
        checking.give_verdict(case, paper, "refused", "缺章，第3页", shen, seen=0)  # one's own is no surprise
        newer = checking.give_verdict(case, paper, "accepted", "", shen, seen=row.id)
        checking.give_verdict(case, paper, "refused", "看不清", jiang, seen=newer.id)


def test_documents_that_were_taken_back_take_no_mark(app: Flask) -> None:
    with app.app_context():
        case = accepted()
        paper = papers(case)[0]
        ask(case, ("document", paper.kind))
        documents.remove(case, paper, actor("lanxi"))
        refused("removed", lambda: fact_check.confirm(case, "peak", paper, "", actor("shen")))
        db.session.flush()
        assert reload(case.number).state == "correction"
