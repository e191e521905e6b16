"""Being away: who may stand in, what a deputy may do, and that both names stand in the record."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from states.lifecycle import Refused
from tests.workflow.filing import actor, submitted
from tests.workflow.many import person
from workflow.actions import absence, casework, checking, message, ownership
from workflow.actions.absence import Away
from workflow.clock import business_date, now, told
from workflow.db import db
from workflow.models.absence import AbsenceDay
from workflow.models.case import ControlStep, Transition
from workflow.models.notice import Notice
from workflow.models.user import User, UserRole
from workflow.queries.absences import absences


def day(ahead: int) -> date:
    return business_date() + timedelta(days=ahead)


def away(first: int = 0, last: int = 4, user: str = "shen", deputy: str = "jiang") -> Away:
    return Away(person(user), person(deputy), day(first), day(last))


def codes(of: Away, who: str = "shen") -> list[str]:
    with pytest.raises(Refused) as refusal:
        absence.announce(of, actor(who))
    return [blocker.code for blocker in refusal.value.blockers]


def third() -> int:
    """One more caseworker."""
    user = User(login="du", name="杜若", password_hash="x", duty_group="casework", created_at=now())
    user.roles = [UserRole(role="caseworker", duty_group="casework")]
    db.session.add(user)
    db.session.flush()
    return user.id


def test_a_deputy_acts_in_the_owners_name_while_the_absence_lasts(app: Flask) -> None:
    with app.app_context():
        case, shen, jiang = submitted(), actor("shen"), actor("jiang")
        ownership.claim(case, shen)
        row = absence.announce(away(), shen)
        casework.accept(case, jiang)
        step = db.session.get_one(Transition, (case.id, case.version))
        assert (step.actor_id, step.detail["on_behalf_of"], case.owner_id) == (
            jiang.user_id,
            shen.user_id,
            shen.user_id,
        )
        message.write(case, "请问", actor("lanxi"), asks_answer=True)
        heard = select(Notice.user_id).where(Notice.kind == "message").order_by(Notice.id)
        assert list(db.session.scalars(heard)) == [shen.user_id, jiang.user_id]
        checking.check_credit(case, shen)  # the owner may look in, in the own name
        assert "on_behalf_of" not in db.session.get_one(Transition, (case.id, case.version)).detail
        with pytest.raises(Refused):
            ownership.release(case, jiang)
        with told(now() + timedelta(days=5)), pytest.raises(Refused):
            checking.check_credit(case, jiang)
        absence.end(row.id, shen)
        assert absences() == []
        with pytest.raises(Refused):
            checking.check_credit(case, jiang)
        with pytest.raises(Refused):
            absence.end(row.id, shen)


def test_who_may_not_stand_in(app: Flask) -> None:
    with app.app_context():
        du = third()
        assert codes(away(), "jiang") == ["not_your_absence"]
        assert codes(away(deputy="shen")) == ["deputy_is_another"]
        assert codes(away(deputy="xu")) == ["not_a_caseworker"]
        for first, last in ((-1, 3), (3, 2), (0, 92)):
            assert codes(away(first, last)) == ["absence_days"]
        absence.announce(away(2, 4), actor("cheng"))  # the supervisor enters it
        assert codes(away(4, 6)) == ["away_already"]
        assert codes(away(1, 2, "jiang", "shen"), "jiang") == ["deputy_away", "stands_in"]
        assert codes(Away(du, person("shen"), day(4), day(9)), "cheng") == ["deputy_away"]
        absence.announce(Away(person("shen"), du, day(5), day(9)), actor("shen"))


def test_who_reviewed_a_running_case_of_the_owner_does_not_stand_in(app: Flask) -> None:
    with app.app_context():
        case, other = submitted(), submitted("yanbei")
        for one in (case, other):
            ownership.claim(one, actor("shen"))
        absence.announce(away(0, 0), actor("shen"))
        review = {"round": 1, "step": "second_review", "actor_id": person("jiang"), "at": now()}
        db.session.add(ControlStep(case_id=case.id, **review))
        db.session.flush()
        with pytest.raises(Refused) as refusal:  # what came up after the announcement is seen on the case itself
            checking.check_credit(case, actor("jiang"))
        assert refusal.value.blockers[0].code == "in_charge"
        checking.check_credit(other, actor("jiang"))
        with pytest.raises(Refused) as refusal:
            absence.announce(away(1, 2), actor("shen"))
        assert refusal.value.blockers[0].code == "deputy_took_part"
        assert case.number in refusal.value.blockers[0].zh


def test_the_days_of_an_absence_are_rows(app: Flask) -> None:
    with app.app_context():
        row = absence.announce(away(0, 2), actor("shen"))
        days = select(AbsenceDay.day).where(AbsenceDay.absence_id == row.id).order_by(AbsenceDay.day)
        assert list(db.session.scalars(days)) == [day(0), day(1), day(2)]
        with told(now() + timedelta(days=1)):
            absence.end(row.id, actor("cheng"))
        assert list(db.session.scalars(days)) == [day(0)]
