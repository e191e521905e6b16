"""Orders of steps by which a decision, its reservation and its payment could part. On both databases."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from states.dossier import Actor
from states.guards_payment import nothing_released
from states.names import Role
from tests.workflow.actions.test_meeting import DAY, runs, states, why
from tests.workflow.actions.test_payment import LATER, cleared, prepared, released
from tests.workflow.actions.test_payment_plan import arrived
from tests.workflow.desk import before_committee, locked
from tests.workflow.filing import actor
from tests.workflow.meeting_ground import item_of, opened, voted
from workflow.actions import bank, meeting, meeting_run, payment_plan, proration, recusal, resolution, voting
from workflow.actions.threshold import decide, propose
from workflow.clock import told
from workflow.db import db
from workflow.models.budget import BudgetAccount
from workflow.models.decision import Decision
from workflow.models.meeting import Meeting
from workflow.models.payment import Payment
from workflow.models.user import User, UserRole
from workflow.papers.meeting_words import result_of
from workflow.queries import meetings
from workflow.queries.casefile import open_file
from workflow.queries.meetings import points
from workflow.queries.prorations import promised
from workflow.queries.reservations import reserved_fen


def refused_in_execution(firm: str = "qinglan") -> tuple[Meeting, int]:
    """A meeting that was executed, with one case left for want of the second signature; its budget is reserved."""
    decide(propose("second", 200_000_000, "大额", actor("xu")), actor("cheng"), approved=True)
    large = before_committee("5", runs(250_000_000), firm=firm)
    row = opened([large])
    voted(row, large)
    meeting.close(row, actor("bai"))
    meeting_run.start(row, actor("cheng"))
    key = row.id
    db.session.commit()
    meeting_run.work_off(key)
    assert states(key) == ["refused"]
    return row, large


def test_a_case_on_an_agenda_is_decided_there_and_leaving_it_keeps_an_award_reserved(app: Flask) -> None:
    with app.app_context(), told(DAY):
        row, large = refused_in_execution()
        resolution.sign(locked(large), actor("tang"))
        assert why(resolution.approve, locked(large), actor("cheng")) == ["on_agenda"]
        assert "on_agenda" in why(resolution.reject, locked(large), actor("cheng"), "不支持")
        meeting_run.leave(row, item_of(row, large), locked(large), actor("cheng"))
        assert reserved_fen(large) == 0
        resolution.approve(locked(large), actor("cheng"))
        db.session.commit()
        # Somebody goes on with the page of the meeting as it was.
        item = item_of(row, large)
        item.state, item.said_zh, item.tried_at = "refused", "x", DAY
        row.state = "executing"
        meeting_run.leave(row, item_of(row, large), locked(large), actor("cheng"))
        assert reserved_fen(large) == 250_000_000, "an award keeps its budget"


def test_what_goes_back_to_the_caseworker_holds_no_budget(app: Flask) -> None:
    with app.app_context(), told(DAY):
        _row, large = refused_in_execution()
        assert reserved_fen(large) == 250_000_000
        resolution.send_back(locked(large), actor("cheng"), "请重新评估")
        assert reserved_fen(large) == 0


def test_a_signature_is_for_the_amount_that_was_signed(app: Flask) -> None:
    with app.app_context(), told(DAY):
        decide(propose("second", 200_000_000, "大额", actor("xu")), actor("cheng"), approved=True)
        large = before_committee("5", runs(250_000_000), firm="qinglan")
        row = opened([large])
        voted(row, large)
        resolution.sign(locked(large), actor("tang"))
        account = select(BudgetAccount).where(BudgetAccount.article == 5, BudgetAccount.year == 2026)
        db.session.scalars(account).one().planned_fen = 210_000_000
        made = proration.apply(row.id, 2026, 5, [locked(large)], actor("bai"))
        decision = db.session.get_one(Decision, (large, 1))
        assert (decision.amount_fen, decision.second_by) == (210_000_000, None)
        resolution.sign(locked(large), actor("tang"))
        proration.undo(made, [locked(large)], actor("bai"), "预算已调剂")
        assert (decision.amount_fen, decision.second_by) == (250_000_000, None)


def test_who_executes_chooses_neither_whom_to_cut_nor_to_what(app: Flask) -> None:
    with app.app_context(), told(DAY):
        ids = [before_committee("5", firm=firm) for firm in ("lanxi", "yanbei")]
        row = opened(ids)
        for case_id in ids:
            voted(row, case_id)
        account = select(BudgetAccount).where(BudgetAccount.article == 5, BudgetAccount.year == 2026)
        db.session.scalars(account).one().planned_fen = 500_000_000
        asked, less = (proration.Asked("核减", fen) for fen in (None, 100_000_000))
        whole, cheng = [locked(one) for one in ids], actor("cheng")
        assert why(proration.apply, row.id, 2026, 5, whole[:1], cheng, less) == ["cut_not_whole"]
        assert why(proration.apply, row.id, 2026, 5, whole, cheng, less) == ["cut_not_whole"]
        made = proration.apply(row.id, 2026, 5, whole, cheng, asked)
        assert made.budget_fen == 500_000_000


def test_a_cut_sets_money_aside_again_when_its_reservation_was_given_back(app: Flask) -> None:
    with app.app_context(), told(DAY):
        decide(propose("second", 200_000_000, "大额", actor("xu")), actor("cheng"), approved=True)
        large = before_committee("5", runs(250_000_000), firm="qinglan")
        row = opened([large])
        voted(row, large)
        account = select(BudgetAccount).where(BudgetAccount.article == 5, BudgetAccount.year == 2026)
        db.session.scalars(account).one().planned_fen = 210_000_000
        proration.apply(row.id, 2026, 5, [locked(large)], actor("bai"))
        meeting.close(row, actor("bai"))
        meeting_run.start(row, actor("cheng"))
        assert promised(2026, 5) == 0, "it is reserved"
        db.session.commit()
        meeting_run.work_off(row.id)
        meeting_run.leave(row, item_of(row, large), locked(large), actor("cheng"))
        assert promised(2026, 5) == 210_000_000


def test_nobody_executes_a_vote_that_one_recorded(app: Flask) -> None:
    """A person may be secretary and supervisor; then somebody else executes."""
    with app.app_context(), told(DAY):
        case_id = before_committee("5")
        bai = db.session.scalars(select(User).where(User.login == "bai")).one()
        db.session.add(UserRole(user_id=bai.id, role="supervisor", duty_group="decision"))
        row = opened([case_id])
        voted(row, case_id)
        both = Actor(bai.id, frozenset({Role.SECRETARY, Role.SUPERVISOR}))
        meeting.close(row, both)
        meeting_run.start(row, both)
        key = row.id
        db.session.commit()
        meeting_run.work_off(key)
        assert states(key) == ["refused"]
        assert "not_own_vote" in why(resolution.sign, locked(case_id), both)
        meeting_run.again(row, actor("cheng"))
        db.session.commit()
        meeting_run.work_off(key)
        assert states(key) == ["done"]


def test_a_recusal_voids_a_vote_by_letter_too(app: Flask) -> None:
    """The case came on the agenda with a vote that the member took part in."""
    with app.app_context(), told(DAY):
        case_id = before_committee("10")
        letter = {"result": "approve", "votes_for": 5, "votes_against": 0, "votes_abstain": 0, "meeting": "函询"}
        voting.record_vote(locked(case_id), actor("bai"), amount_fen=9_000_000, reason="只算本年度", **letter)
        row = opened([case_id])
        person = meetings.seats(row.id)[0].member.id
        recusal.recuse(row, item_of(row, case_id), locked(case_id), person, "interest", "持股", actor("bai"))
        assert open_file(locked(case_id)).decision is None


def test_a_recusal_does_not_end_while_the_decisions_wait_for_execution(app: Flask) -> None:
    with app.app_context(), told(DAY):
        case_id = before_committee("5")
        row = opened([case_id])
        person = meetings.seats(row.id)[0].member.id
        made = recusal.recuse(row, item_of(row, case_id), locked(case_id), person, "related", "亲属", actor("bai"))
        voted(row, case_id, votes=(4, 0, 0))
        meeting.close(row, actor("bai"))
        ended = (made, item_of(row, case_id), locked(case_id), "登记错人", actor("bai"))
        assert why(recusal.end, *ended) == ["recusal_late"]
        assert item_of(row, case_id).state == "decided"


def test_the_minutes_keep_what_their_meeting_decided(app: Flask) -> None:
    """Deferred here and approved in the next meeting."""
    with app.app_context(), told(DAY):
        case_id = before_committee("5")
        row = opened([case_id])
        voted(row, case_id, result="defer", votes=(4, 1, 0), reason="补充说明后再议")
        meeting.close(row, actor("bai"))
        meeting_run.start(row, actor("cheng"))
        key = row.id
        db.session.commit()
        meeting_run.work_off(key)
        before = result_of(points(key)[0]).zh
        assert before == "缓议（同意4，反对1，弃权0）"
        voted(opened([case_id]), case_id)
        db.session.commit()
        (point,) = points(key)
        assert (result_of(point).zh, point.shown.reason if point.shown else "") == (before, "补充说明后再议")


def test_what_was_paid_in_part_does_not_go_back_to_the_committee(app: Flask) -> None:
    """The newest payment came back; the one before it arrived."""
    with app.app_context(), told(LATER):
        case_id = cleared()
        plan = payment_plan.propose(
            locked(case_id),
            (payment_plan.Part(6_000_000, None, ""), payment_plan.Part(4_000_000, None, "")),
            "分期",
            actor("fang"),
        )
        payment_plan.confirm(locked(case_id), plan, actor("qin"))
        arrived(prepared(case_id), case_id, "HD1")
        released(prepared(case_id))
        newest = db.session.scalars(select(Payment).order_by(Payment.instalment.desc()).limit(1)).one()
        bank.fail(newest, actor("qin"), "账户注销")
        db.session.commit()
        file = open_file(locked(case_id))
        assert file.dossier.payment == "failed"
        assert not nothing_released.test(file.dossier, actor("cheng"))


def test_the_bank_answers_the_line_that_is_out(app: Flask) -> None:
    """An old page of the first instalment, while the second is on its way: refused, nothing changes."""
    with app.app_context(), told(LATER):
        case_id = cleared()
        plan = payment_plan.propose(
            locked(case_id),
            (payment_plan.Part(6_000_000, None, ""), payment_plan.Part(4_000_000, date(2026, 1, 1), "")),
            "分期",
            actor("fang"),
        )
        payment_plan.confirm(locked(case_id), plan, actor("qin"))
        arrived(prepared(case_id), case_id, "HD1")
        released(prepared(case_id))
        first = db.session.scalars(select(Payment).order_by(Payment.instalment).limit(1)).one()
        assert why(bank.confirm, first, actor("qin"), "HD9") == ["payment_released"]
        assert why(bank.fail, first, actor("qin"), "退回") == ["payment_released"]
        assert (first.state, first.bank_ref) == ("confirmed", "HD1")
