"""The committee of the demo: its roll, a threshold, a meeting that was executed and one that sits today. All people are invented."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from workflow.actions import agenda, committee_roll, meeting, meeting_run, meeting_vote, minutes, recusal, threshold
from workflow.actions.meeting import Plan
from workflow.actions.meeting_vote import Counted
from workflow.clock import SHANGHAI, business_date, told
from workflow.db import db
from workflow.demo.case_of import case_of
from workflow.demo.cast import actor, locked
from workflow.demo.play import Play
from workflow.demo.telling import call_open_at, workday
from workflow.models.agenda import AgendaItem
from workflow.models.meeting import LEAVE, PRESENT, CommitteeMember, Meeting
from workflow.queries.meetings import seats

ROLL = (
    ("唐宁", "龙华区示例产业局", "主任委员", "tang"),
    ("纪原", "龙华区示例工信部门", "委员", ""),
    ("苏澄", "龙华区示例财政部门", "委员", ""),
    ("黎曼", "龙华区示例科创部门", "委员", ""),
    ("季青", "示例园区运营单位", "委员", ""),
    ("骆明", "示例律师事务所", "委员（法务）", ""),
    ("宋词", "龙华区示例统计部门", "委员", ""),
)
#: Firm, what the vote was, by how many; the second is refused.
BEFORE = (("yanbei", "640000.00", "1530000.00"), ("xingwan", "420000.00", "980000.00"))
MINUTES = """一、第1件：委员认为掩模费中有一张为改版费用，不属于首轮，调减后通过。1票反对，意见为应全额支持。
二、第2件：所申报的流片为量产批次，不是首轮，不予支持。"""
WHY = "设备清单中有两台还在安装，先按已投产的部分支持400万元。"
TODAY = f"""一、第1件：{WHY}
二、第2件："""


def tell() -> None:
    """The roll and the thresholds long ago, a meeting a week ago, another that sits now. Commits each."""
    with told(_at(120, 9)):
        for name, body, title, login in ROLL:
            committee_roll.enrol(name, body, title, login, actor("bai"))
        row = threshold.propose("second", 600_000_000, "600万元以上的，按局长办公会要求由两位负责人签署。", actor("xu"))
        db.session.commit()
        threshold.decide(row, actor("cheng"), approved=True)
        db.session.commit()
    _last_week([_brought(*one) for one in BEFORE])
    _now()


def _at(ago: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(workday(ago), time(hour, minute), SHANGHAI)


def _brought(firm: str, mask: str, wafer: str) -> int:
    """A case that reached the committee eight working days ago."""
    run = {"ip_fee": "0.00", "mask_fee": mask, "wafer_fee": wafer, "first_run": True}
    case = Play(firm, "5", {"year": business_date().year - 1, "runs": [run]}, "jiang")
    days = (
        (17, ("draft", "fill", "attach", "submit")),
        (15, ("claim", "accept", "check")),
        (11, ("evaluate", "review", "send")),
    )
    for ago, steps in days:
        for place, step in enumerate(steps):
            with told(_at(ago, 10, 7 * place)):
                if step == "draft":
                    call_open_at("5", _at(ago, 10))
                getattr(case, step)()
    return case.case_id


def _called(ago: int, hour: int, cases: list[int]) -> Meeting:
    members = list(db.session.scalars(select(CommitteeMember.id).order_by(CommitteeMember.id)))
    row = meeting.call(Plan(_at(ago, hour, 30), "第二会议室", 5, "majority"), members, actor("bai"))
    numbers = [locked(case_id).number for case_id in cases]
    for number in numbers:
        agenda.add(row, [number], actor("bai"))
    db.session.commit()
    return row


def _begin(row: Meeting) -> None:
    everybody = [one.member.id for one in seats(row.id)]
    meeting.begin(row, dict.fromkeys(everybody[:-1], PRESENT) | {everybody[-1]: LEAVE})
    db.session.commit()


def _item(row: Meeting, case_id: int) -> AgendaItem:
    query = select(AgendaItem).where(AgendaItem.meeting_id == row.id, AgendaItem.case_id == case_id)
    return db.session.scalars(query).one()


def _vote(row: Meeting, case_id: int, result: str = "approve", fen: int | None = None, **more: Any) -> None:
    case = locked(case_id)
    amount = (case.proposed_fen or 0) if fen is None else fen
    counted = Counted(result=result, fen=amount, **({"votes": (6, 0, 0)} | more))
    meeting_vote.record(row, _item(row, case_id), case, counted, actor("bai"))
    db.session.commit()


def _last_week(cases: list[int]) -> None:
    """Both cases decided, the minutes signed, the decisions executed."""
    first, second = cases
    with told(_at(9, 9)):
        row = _called(6, 14, cases)
    with told(_at(6, 14, 30)):
        _begin(row)
        ballots = {one.member.id: "for" for one in seats(row.id)[:-1]}
        ballots[max(ballots)] = "against"
        cut = (locked(first).proposed_fen or 0) - 6_000_000
        _vote(row, first, fen=cut, ballots=ballots, reason="掩模费中有一张为改版费用，不属于首轮。")
        _vote(row, second, "reject", votes=(0, 5, 1), reason="所申报的流片为量产批次，不是首轮流片。")
        minutes.save(row, MINUTES, 0, actor("bai"))
        meeting.close(row, actor("bai"))
        db.session.commit()
    with told(_at(5, 10)):
        meeting_run.start(row, actor("cheng"))
        meeting_id = row.id
        db.session.commit()
        meeting_run.work_off(meeting_id)
    with told(_at(4, 16)):
        for one in seats(meeting_id)[:-1]:
            minutes.sign(db.session.get_one(Meeting, meeting_id), one.member.id, actor("bai"))
        db.session.commit()


def _now() -> None:
    """A meeting that has decided on one case, with two recusals."""
    cases = [case_of("岚汐", "7a", "committee"), case_of("青榄", "7a", "committee"), case_of("星湾", "4", "committee")]
    with told(_at(1, 17)):
        row = _called(0, 14, cases)
    people = {one.member.name: one.member.id for one in seats(row.id)}
    for case_id, name, kind, why in (
        (cases[1], "季青", "interest", "所在单位是该企业的园区运营方。"),
        (cases[0], "唐宁", "handled", "去年担任过该企业项目的验收组长。"),
    ):
        recusal.recuse(row, _item(row, case_id), locked(case_id), people[name], kind, why, actor("bai"))
        db.session.commit()
    _begin(row)
    ballots = {one.member.id: "for" for one in seats(row.id)[1:-1]}
    _vote(row, cases[0], fen=400_000_000, ballots=ballots, reason=WHY)
    minutes.save(row, TODAY, 0, actor("bai"))
    db.session.commit()
