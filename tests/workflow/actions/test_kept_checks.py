"""A case that comes back from correction keeps every check whose ground stayed, and loses every other one."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.filing import actor, ask, pdf, reload
from tests.workflow.onward import papers, passed, reviewed
from tests.workflow.overriding import confirmed
from workflow.actions import application, casework, checking, documents, evaluation, review
from workflow.clock import now, told
from workflow.db import db
from workflow.models.case import Case, Transition
from workflow.models.override import Override
from workflow.queries.casefile import open_file
from workflow.queries.filings import current_filing


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def judged(case: Case) -> dict[str, str]:
    """Kind → the verdict in force, of the documents that have one."""
    return {row[0].kind: row[2].verdict for row in open_file(case).documents if row[2] is not None}


def settled() -> Case:
    """Evaluated with a verified fact, and reviewed."""
    case = reviewed()
    confirmed(case, fact="revenue", value="58000000.00")
    evaluation.evaluate(case, actor("shen"))
    review.pass_review(case, actor("xu"), "")
    db.session.flush()
    return case


def test_what_did_not_change_is_kept(app: Flask) -> None:
    with app.app_context():
        case, lanxi, shen = settled(), actor("lanxi"), actor("shen")
        first, *others = papers(case)
        ask(case, ("document", first.kind))
        documents.remove(case, first, lanxi)
        documents.attach(case, first.kind, "清楚的.pdf", pdf(30), lanxi)
        application.resubmit(case, lanxi)
        case = reload(case.number)
        file = open_file(case)
        assert judged(case) == {one.kind: "accepted" for one in others}  # only the new file waits for its verdict
        assert file.dossier.credit_checked is True
        assert [row.state for row in file.overrides] == ["confirmed"]
        assert file.inputs["revenue"] == "58000000.00"
        checking.give_verdict(case, papers(case)[-1], "accepted", "", shen)
        checking.check_documents(case, shen)
        evaluation.keep(case, shen)
        casework.send_to_committee(case, shen)
        assert (case.state, case.round) == ("committee", 2)


def test_what_changed_is_checked_anew(app: Flask) -> None:
    with app.app_context():
        case, lanxi, shen = settled(), actor("lanxi"), actor("shen")
        change = db.session.scalars(select(Override)).one()
        facts = current_filing(case.id).facts
        ask(case, ("fact", "revenue"))
        application.save(case, facts | {"revenue": "59000000.00"}, [], True, lanxi)
        application.resubmit(case, lanxi)
        assert (change.state, change.voided) == ("void", "claim_changed")
        step = db.session.get_one(Transition, (case.id, case.version))
        assert step.detail["void_overrides"] == [change.id]
        file = open_file(case)
        assert (file.inputs["revenue"], file.dossier.evaluation_stale) == ("59000000.00", True)
        checking.check_documents(case, shen)  # the files are the same: their verdicts stand
        with pytest.raises(Refused) as refused:
            evaluation.keep(case, shen)
        assert codes(refused) == ["evaluation_fresh"]
        run = evaluation.evaluate(case, shen)
        assert (run.inputs["revenue"], "changes" in run.sources) == ("59000000.00", False)
        with pytest.raises(Refused) as refused:
            casework.send_to_committee(case, shen)
        assert codes(refused) == ["second_review_passed"]


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_verdict_is_about_bytes_and_a_credit_check_ages(app: Flask) -> None:
    with app.app_context():
        case, lanxi, shen = settled(), actor("lanxi"), actor("shen")
        first, *_others = papers(case)
        ask(case, ("document", first.kind))
        documents.remove(case, first, lanxi)
        documents.attach(case, first.kind, "另一个.pdf", pdf(31), lanxi)
        other = papers(case)[-1]
        documents.remove(case, other, lanxi)
        again = documents.attach(case, first.kind, "换个名字.pdf", pdf(1), lanxi)  # the bytes of the first
        assert (again.sha256, again.id != first.id) == (first.sha256, True)
        application.resubmit(case, lanxi)
        assert judged(case)[first.kind] == "accepted"
        assert open_file(case).unchecked_documents == ()
        with told(now() + timedelta(days=31)):
            file = open_file(case)
            assert (case.credit_checked_at is not None, file.dossier.credit_checked) == (True, False)
            with pytest.raises(Refused) as refused:
                checking.check_documents(case, shen)
            assert codes(refused) == ["credit_checked"]
            passed(case)
            checking.check_documents(case, shen)
