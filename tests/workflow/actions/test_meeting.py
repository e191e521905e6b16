"""Meetings: rules of voting, recusal, votes that become void, execution case by case, thresholds. On both databases."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from states.lifecycle import Refused
from states.voting import Rule, out_of_turn
from tests.workflow.desk import FACTS, before_committee, locked
from tests.workflow.filing import actor
from tests.workflow.meeting_ground import called, item_of, opened, roll, voted
from workflow.actions import agenda, meeting, meeting_run, minutes, proration, recusal, resolution, threshold, voting
from workflow.actions.meeting import Plan
from workflow.clock import told
from workflow.db import db
from workflow.models.agenda import AgendaItem, Ballot
from workflow.models.budget import BudgetAccount, BudgetEntry
from workflow.models.cap import CapAccount
from workflow.models.case import Transition
from workflow.models.decision import Decision
from workflow.models.enterprise import Enterprise
from workflow.models.user import User
from workflow.queries.meetings import entitled, items, points, seats

DAY = datetime(2026, 3, 18, 2, 0, tzinfo=UTC)


def why(act: Any, *values: Any, **named: Any) -> list[str]:
    """The codes with which an act is refused; what was before is kept, the act is taken back."""
    db.session.commit()
    with pytest.raises(Refused) as caught:
        act(*values, **named)
    db.session.rollback()
    return [one.code for one in caught.value.blockers]


def runs(fen: int) -> dict[str, Any]:
    """Facts of article 5 that are worth so much."""
    wafer = f"{fen * 10 // 3 / 100:.2f}"
    return {"year": 2026, "runs": [{"ip_fee": "0.00", "mask_fee": "0.00", "wafer_fee": wafer, "first_run": True}]}


def states(row: Any) -> list[str]:
    """The states of the agenda in its order, afresh."""
    db.session.rollback()
    query = select(AgendaItem.state).where(AgendaItem.meeting_id == row).order_by(AgendaItem.place)
    return list(db.session.scalars(query))


@pytest.mark.parametrize(
    ("rule", "entitled", "least"),
    [
        (Rule("majority"), 6, 4), (Rule("majority"), 5, 3), (Rule("all"), 5, 5), (Rule("any"), 5, 1),
        (Rule("ratio", 2, 3), 6, 4), (Rule("ratio", 2, 3), 7, 5), (Rule("ratio", 1, 2), 6, 3), (Rule("in_turn"), 4, 4),
    ],
)  # fmt: skip
def test_each_rule_says_how_many_must_agree(rule: Rule, entitled: int, least: int) -> None:
    assert rule.least(entitled) == least
    assert (rule.carried(least, entitled), rule.carried(least - 1, entitled), rule.carried(0, 0)) == (
        True,
        False,
        False,
    )


def test_in_turn_nobody_votes_before_the_seat_in_front() -> None:
    assert not out_of_turn(["for", "for", None])
    assert not out_of_turn(["for", "against", None])
    assert out_of_turn(["for", None, "for"])
    assert out_of_turn(["against", "for", None])


def test_calling_a_meeting_and_putting_its_agenda_in_order(app: Flask) -> None:
    with app.app_context(), told(DAY):
        ids = [before_committee("5"), before_committee("10", firm="yanbei"), before_committee("10", firm="qinglan")]
        people = roll()
        row = called(ids)
        assert why(meeting.call, Plan(DAY, "x", 9, "majority"), [1, 2], actor("bai")) == ["quorum_beyond_members"]
        assert why(agenda.add, row, ["2026-05-9999"], actor("bai")) == ["no_case_for_agenda"]
        assert why(called, ids) == ["no_case_for_agenda"], "a case stands on one agenda"
        assert [one.case_id for one in items(row.id)] == ids
        agenda.move(row, item_of(row, ids[2]), -1, actor("bai"))
        assert [one.case_id for one in items(row.id)] == [ids[0], ids[2], ids[1]]
        assert agenda.bind(row, [item_of(row, one).id for one in ids[1:]], actor("bai")) == 2
        assert [one.block for one in items(row.id)] == [None, 1, 1]
        agenda.remove(row, item_of(row, ids[2]), actor("bai"))
        assert [one.place for one in items(row.id)] == [1, 2]
        meeting.change(row, Plan(DAY, "第三会议室", 2, "ratio", (2, 3)), people[:3])
        assert (row.number, row.place, [one.member.id for one in seats(row.id)]) == ("2026-1", "第三会议室", people[:3])
        assert why(meeting.begin, row, {people[0]: "present"}) == ["below_quorum"]
        meeting.cancel(row)
        assert called(ids).number == "2026-2", "its cases are free for another"


def test_votes_that_a_meeting_does_not_take(app: Flask) -> None:
    with app.app_context(), told(DAY):
        first, other = before_committee("5"), before_committee("10", firm="yanbei")
        row = opened([first, other], away=1)
        assert why(voted, row, other, votes=(5, 0, 0)) == ["votes_beyond_entitled"]
        assert why(voted, row, other, votes=(2, 2, 0)) == ["vote_rule"]
        assert why(voted, row, other, fen=10_000_001, votes=(4, 0, 0)) == ["award_within"]
        assert why(voted, row, other, fen=9_000_000, votes=(4, 0, 0)) == ["vote_reason"]
        vote = {"result": "approve", "votes_for": 1, "votes_against": 0, "votes_abstain": 0, "meeting": "x"}
        assert why(
            voting.record_vote, locked(first), actor("bai"), amount_fen=1, reason="x", **vote
        ) == ["on_agenda"]  # fmt: skip
        assert why(meeting.close, row, actor("bai")) == ["agenda_unfinished"]


def test_what_the_meeting_decided_is_executed_together(app: Flask) -> None:
    with app.app_context(), told(DAY):
        ids = [before_committee("5"), before_committee("10", firm="yanbei"), before_committee("10", firm="qinglan")]
        row = opened(ids, away=1)
        key, people = row.id, [one.member.id for one in seats(row.id)]
        voted(row, ids[0], votes=(4, 0, 0))
        voted(row, ids[1], fen=9_000_000, votes=(3, 1, 0), reason="只算本年度")
        voted(row, ids[2], result="reject", votes=(0, 4, 0), reason="没有达到首个台阶")
        minutes.save(row, "一、通过。", 0, actor("bai"))
        assert why(minutes.save, row, "旧的", 0, actor("bai")) == ["minutes_elsewhere"]
        assert why(minutes.sign, row, people[0], actor("bai")) == ["signature_early"]
        meeting.close(row, actor("bai"))
        assert why(voted, row, ids[0], votes=(4, 0, 0)) == ["meeting_not_open"]
        assert why(meeting_run.start, row, actor("bai")) == ["wrong_role"]
        meeting_run.start(row, actor("cheng"))
        assert db.session.scalar(select(func.count()).select_from(BudgetEntry)) == 2, "reserved for all at once"
        db.session.commit()
        assert meeting_run.work_off(key) == 3
        assert (states(key), row.state) == (["done"] * 3, "executed")
        assert [locked(one).state for one in ids] == ["publicity", "publicity", "rejected"]
        assert [locked(one).award_fen for one in ids] == [300_000_000, 9_000_000, None]
        assert db.session.scalar(select(func.count()).select_from(BudgetEntry)) == 2, "and not a second time"
        assert db.session.scalars(select(Decision.meeting_id).distinct()).all() == [key]
        assert why(minutes.sign, row, people[4], actor("bai")) == ["signer_away"]
        minutes.sign(row, people[0], actor("bai"))
        assert why(minutes.save, row, "改", 1, actor("bai")) == ["minutes_signed"]


def test_a_recusal_leaves_the_denominator_and_voids_the_vote(app: Flask) -> None:
    with app.app_context(), told(DAY):
        case_id = before_committee("5")
        people = roll(4)
        row = opened([case_id], rule="all")
        voted(row, case_id, votes=(4, 0, 0))
        assert item_of(row, case_id).state == "decided"
        made = recusal.recuse(
            row, item_of(row, case_id), locked(case_id), people[0], "related", "配偶任职", actor("bai")
        )
        db.session.commit()
        assert item_of(row, case_id).state == "waiting"
        assert db.session.scalar(select(Decision.result)) is None
        assert [one.member_id for one in entitled(row.id, case_id)] == people[1:]
        newest = db.session.scalars(select(Transition).order_by(Transition.seq.desc()).limit(1)).one()
        assert (newest.action, newest.detail["void_vote"]) == ("recuse", ["approve", 300_000_000])
        assert db.session.scalars(select(User.recuses).where(User.login == "tang")).one() == 1
        assert why(voted, row, case_id, votes=(4, 0, 0)) == ["votes_beyond_entitled"]
        assert why(voted, row, case_id, ballots={people[0]: "for"}) == ["not_entitled", "vote_rule"]
        voted(row, case_id, ballots=dict.fromkeys(people[1:], "for"))
        assert db.session.scalar(select(func.count()).select_from(Ballot)) == 3
        db.session.commit()
        assert why(resolution.reject, locked(case_id), actor("tang"), "x")[0] == "not_recused"
        recusal.end(made, item_of(row, case_id), locked(case_id), "登记错人", actor("bai"))
        assert db.session.scalars(select(User.recuses).where(User.login == "tang")).one() is None
        assert item_of(row, case_id).state == "waiting"


def test_voting_in_turn_is_recorded_seat_by_seat(app: Flask) -> None:
    with app.app_context(), told(DAY):
        case_id = before_committee("5")
        one, two, three = roll(3)
        row = opened([case_id], rule="in_turn")
        db.session.commit()
        assert "vote_in_turn" in why(voted, row, case_id, votes=(3, 0, 0))
        assert "vote_in_turn" in why(voted, row, case_id, ballots={one: "for", three: "for"})
        voted(row, case_id, result="reject", ballots={one: "for", two: "against"}, reason="不属于首轮")
        db.session.commit()
        assert item_of(row, case_id).state == "decided"


def test_room_lost_sends_one_case_back_and_the_others_go_on(app: Flask) -> None:
    """The yearly cap is used up between the vote and the execution; a refusal of another kind may be tried again."""
    with app.app_context(), told(DAY):
        ids = [before_committee("5"), before_committee("10", firm="yanbei")]
        threshold.decide(threshold.propose("second", 200_000_000, "大额", actor("xu")), actor("cheng"), approved=True)
        large = before_committee("5", runs(250_000_000), firm="qinglan")
        row = opened([*ids, large])
        for case_id in (*ids, large):
            voted(row, case_id)
        meeting.close(row, actor("bai"))
        resolution.sign(locked(ids[0]), actor("tang"))
        lanxi = locked(ids[0]).enterprise_id
        db.session.add(
            CapAccount(enterprise_id=lanxi, item="5", scope="year:2026", limit_fen=500_000_000, used_fen=400_000_000)
        )
        meeting_run.start(row, actor("cheng"))
        key = row.id
        db.session.commit()
        meeting_run.work_off(key)
        assert states(key) == ["returned", "done", "refused"]
        assert [locked(one).state for one in (*ids, large)] == ["evaluated", "publicity", "committee"]
        said = db.session.scalars(select(AgendaItem.said_zh).where(AgendaItem.case_id == large)).one()
        assert "先由另一位科室负责人签署" in said
        account = db.session.scalars(
            select(BudgetAccount).where(BudgetAccount.article == 5, BudgetAccount.year == 2026)
        ).one()
        assert account.reserved_fen == 250_000_000, "what went back holds no budget"
        assert why(resolution.sign, locked(large), actor("shen"))[0] == "wrong_role"
        resolution.sign(locked(large), actor("tang"))
        meeting_run.again(row, actor("tang"))
        db.session.commit()
        meeting_run.work_off(key)
        assert states(key)[2] == "refused", "the two are different people"
        meeting_run.again(row, actor("cheng"))
        db.session.commit()
        meeting_run.work_off(key)
        assert (states(key)[2], row.state) == ("done", "executed")
        assert locked(large).award_fen == 250_000_000


def test_above_the_budget_nothing_is_reserved(app: Flask) -> None:
    with app.app_context(), told(DAY):
        ids = [before_committee("10"), before_committee("10", firm="yanbei")]
        plan = update(BudgetAccount).where(BudgetAccount.article == 10, BudgetAccount.year == 2026)
        db.session.execute(plan.values(planned_fen=15_000_000))
        row = opened(ids)
        for case_id in ids:
            voted(row, case_id)
        meeting.close(row, actor("bai"))
        db.session.commit()
        with pytest.raises(Refused) as caught:
            meeting_run.start(row, actor("cheng"))
        assert "超出50,000.00元" in caught.value.blockers[0].zh
        db.session.rollback()
        assert (row.state, db.session.scalar(select(func.count()).select_from(BudgetEntry))) == ("closed", 0)


def test_a_cut_in_proportion_lets_the_meeting_be_executed(app: Flask) -> None:
    with app.app_context(), told(DAY):
        ids = [before_committee("10"), before_committee("10", firm="yanbei"), before_committee("10", firm="qinglan")]
        plan = update(BudgetAccount).where(BudgetAccount.article == 10, BudgetAccount.year == 2026)
        db.session.execute(plan.values(planned_fen=20_000_000))
        row = opened(ids)
        for case_id in ids:
            voted(row, case_id)
        meeting.close(row, actor("bai"))
        proration.apply(row.id, 2026, 10, [locked(one) for one in ids], actor("bai"))
        assert [point.void for point in points(row.id)] == [None] * 3, "a cut leaves the vote in force"
        meeting_run.start(row, actor("cheng"))
        key = row.id
        db.session.commit()
        meeting_run.work_off(key)
        assert states(key) == ["done"] * 3
        assert sorted(locked(one).award_fen or 0 for one in ids) == [6_666_666, 6_666_667, 6_666_667]


def test_a_change_after_the_vote_makes_it_void(app: Flask) -> None:
    with app.app_context(), told(DAY):
        case_id, other = before_committee("5"), before_committee("10", firm="yanbei")
        row = opened([case_id, other])
        voted(row, case_id)
        voted(row, other, result="defer", votes=(5, 0, 0), reason="补充说明后再议")
        db.session.commit()
        assert [point.void for point in points(row.id)] == [None, None]
        # Somebody changes what the evaluation rests on.
        from workflow.models.filing import Filing

        db.session.execute(update(Filing).where(Filing.case_id == case_id).values(facts=FACTS["5"] | {"year": 2025}))
        db.session.commit()
        assert [point.void is None for point in points(row.id)] == [False, True]
        assert why(meeting.close, row, actor("bai")) == ["agenda_unfinished"]
        assert why(meeting.put_off, row, item_of(row, other)) == ["item_decided"]
        meeting.put_off(row, item_of(row, case_id), is_void=True)
        meeting.close(row, actor("bai"))
        meeting_run.start(row, actor("cheng"))
        key = row.id
        db.session.commit()
        assert meeting_run.work_off(key) == 1
        assert (states(key), locked(other).state) == (["put_off", "done"], "committee")
        # Deferred: free for the next meeting, where it is voted on afresh.
        then = opened([other])
        voted(then, other)
        assert db.session.scalars(select(Decision).where(Decision.case_id == other)).one().executed_at is None
        assert (db.session.scalar(select(func.count()).select_from(Enterprise)) or 0) > 0


def test_thresholds_take_two_people_and_are_pinned_to_the_decision(app: Flask) -> None:
    with app.app_context(), told(DAY):
        case_id, later = before_committee("10"), before_committee("10", firm="yanbei")
        assert why(threshold.propose, "vote", 1, "x", actor("shen")) == ["wrong_role"]
        row = threshold.propose("vote", 5_000_000, "多过一次会", actor("cheng"))
        db.session.commit()
        assert why(threshold.decide, row, actor("cheng"), approved=True) == ["threshold_same_person"]
        voting.record_vote(
            locked(case_id), actor("bai"), result="defer", amount_fen=0, votes_for=1, votes_against=0,
            votes_abstain=0, meeting="函询", reason="x",
        )  # fmt: skip
        threshold.decide(row, actor("tang"), approved=True)
        db.session.commit()
        assert db.session.get_one(Decision, (case_id, 1)).vote_above_fen == 50_000_000, "as the decision began"
        assert why(resolution.approve, locked(later), actor("cheng")) == ["votes_recorded"]
        assert why(threshold.propose, "second", 4_000_000, "x", actor("xu")) == ["threshold_order"]
