"""会议纪要: who was there, what was said, what was decided on each case, who signed."""

from collections.abc import Sequence
from typing import Any

from states.say import Say
from workflow.clock import business_date
from workflow.models.meeting import LEAVE, PRESENT, Meeting
from workflow.papers.letter import Block, Letter, facts, frozen, p
from workflow.papers.meeting_words import result_of, rows_table, when
from workflow.papers.subject import subject
from workflow.papers.words import dated
from workflow.queries.meetings import Point, Seat, rule_of

COLUMNS = [
    ("序", "No.", 0.6, "center"),
    ("企业", "Enterprise", 2.6, "left"),
    ("案号", "Number", 1.6, "left"),
    ("结果", "Result", 2.8, "left"),
    ("理由", "Reason", 2.4, "left"),
]


def data(row: Meeting, seats: Sequence[Seat], points: Sequence[Point]) -> dict[str, Any]:
    """The minutes as data in both languages, for the PDF and the .docx."""
    return frozen(_letter(row, seats, points), f"××审纪〔{row.year}〕{row.sequence}号", business_date(row.meets_at))


def _letter(row: Meeting, seats: Sequence[Seat], points: Sequence[Point]) -> Letter:
    here = [one for one in seats if one.seat.attendance == PRESENT]
    text = [line for line in row.minutes.splitlines() if line.strip()] or ["（纪要正文还没有写）"]
    return Letter(
        title=Say(f"{row.name}纪要", f"Minutes of meeting {row.number}"),
        to=Say("各参会单位", "To the bodies represented"),
        blocks=[
            facts(
                (
                    Say("时间地点", "Time and place"),
                    Say(f"{when(row).zh}　{row.place}", f"{when(row).en}, {row.place}"),
                ),
                (Say("到会", "Present"), _names(here)),
                (Say("请假或缺席", "On leave or absent"), _names([one for one in seats if one not in here])),
                (
                    Say("法定人数", "Quorum"),
                    Say(f"{row.quorum}人，实到{len(here)}人", f"{row.quorum}, {len(here)} present"),
                ),
                (Say("表决规则", "Rule of voting"), rule_of(row).words),
            ),
            *(p(line, line) for line in text),
            *_signatures(here),
            p("各件审定结果见附表。", "The decisions are listed in the annex."),
        ],
        annexes=[
            rows_table(Say("审定结果", "Decisions"), COLUMNS, [_line(at, one) for at, one in enumerate(points, 1)], [])
        ],
    )


def _signatures(here: Sequence[Seat]) -> list[Block]:
    rows = [(Say(f"签署：{one.member.name}", f"Signed: {one.member.name}"), _signed(one)) for one in here]
    return [facts(*rows)] if rows else []


def _names(some: Sequence[Seat]) -> Say:
    if not some:
        return Say("无", "none")
    leave = {LEAVE: ("（请假）", " (on leave)")}
    zh = "、".join(
        f"{one.member.name}（{one.member.organisation}）{leave.get(one.seat.attendance, ('', ''))[0]}" for one in some
    )
    en = ", ".join(
        f"{one.member.name} ({one.member.organisation}){leave.get(one.seat.attendance, ('', ''))[1]}" for one in some
    )
    return Say(zh, en)


def _signed(one: Seat) -> Say:
    if one.seat.signed_at is None:
        return Say("待签署", "not signed yet")
    return dated(business_date(one.seat.signed_at))


def _line(place: int, point: Point) -> list[Any]:
    reason = point.shown.reason if point.shown else ""
    title = subject(point.file).article
    firm = point.case.enterprise.name
    return [
        str(place),
        firm,
        Say(f"{point.case.number}\n{title.zh}", f"{point.case.number}\n{title.en}"),
        result_of(point),
        reason,
    ]
