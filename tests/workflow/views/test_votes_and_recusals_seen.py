"""Who reads votes by name, and that nobody finds a case that one keeps out of: the board and the proof pack."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.visitor import Visitor
from tests.workflow.actions.test_meeting import DAY
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor
from tests.workflow.meeting_ground import item_of, opened, roll, voted
from workflow.actions import meeting, meeting_run, objection, recusal
from workflow.clock import told
from workflow.db import db
from workflow.queries import proof_rows
from workflow.views import proof_packs


def test_the_board_lists_no_case_that_one_keeps_out_of(app: Flask) -> None:
    with app.app_context(), told(DAY):
        case_id, people = before_committee("5"), roll()
        row, number = opened([case_id]), locked(case_id).number
        db.session.commit()
    with told(DAY + timedelta(days=90)):
        tang = Visitor(app, "tang")
        assert number in tang.open("/board")
        with app.app_context():
            row = db.session.merge(row)
            recusal.recuse(row, item_of(row, case_id), locked(case_id), people[0], "related", "亲属", actor("bai"))
            db.session.commit()
        assert number not in tang.open("/board")


def test_the_desk_lists_no_objection_to_a_case_that_one_keeps_out_of(app: Flask) -> None:
    with app.app_context(), told(DAY):
        case_id, people = before_committee("10"), roll()
        row = opened([case_id])
        recusal.recuse(row, item_of(row, case_id), locked(case_id), people[0], "related", "亲属", actor("bai"))
        voted(row, case_id, votes=(4, 0, 0))
        meeting.close(row, actor("bai"))
        meeting_run.start(row, actor("cheng"))
        db.session.commit()
        meeting_run.work_off(row.id)
        said = objection.Statement("何先生", "13900000000", "收入不实")
        objection.raise_objection(locked(case_id), said, form_key="k" * 16, source="desk")
        number = locked(case_id).number
        db.session.commit()
    with told(DAY):
        seen = [number in Visitor(app, login).open("/objections") for login in ("cheng", "tang")]
    assert seen == [True, False]


def test_a_proof_pack_for_finance_has_votes_counted_and_not_by_name(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context(), told(DAY):
        case_id, people = before_committee("5"), roll()
        row = opened([case_id], rule="all")
        recusal.recuse(row, item_of(row, case_id), locked(case_id), people[0], "related", "亲属", actor("bai"))
        voted(row, case_id, ballots=dict.fromkeys(people[1:], "for"))
        case = locked(case_id)
        (whole,) = proof_rows.decided(case, one_by_one=True)["meetings"]
        assert (len(whole["ballots"]), len(whole["recusals"])) == (4, 1)
        counted = proof_rows.decided(case, one_by_one=False)
        assert [sorted(one) for one in counted["meetings"]] == [["item", "meeting"]]
        assert counted["decision"]["votes_for"] == 4
        number = case.number
        db.session.commit()
    asked = []
    monkeypatch.setattr(proof_packs, "pack", lambda *_case, one_by_one: asked.append(one_by_one))
    for login in ("fang", "lu", "cheng"):
        Visitor(app, login).open(f"/cases/{number}/payments/1/proof", expect=404)
    assert asked == [False, True, True]
