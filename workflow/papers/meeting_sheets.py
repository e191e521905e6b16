"""Papers for a meeting: the agenda, and one page for each case with the calculation and a grid to vote on."""

from collections.abc import Mapping, Sequence
from typing import Any

from rules import money
from states.say import Say
from workflow.clock import business_date
from workflow.models.meeting import Meeting
from workflow.papers.annex import calculation
from workflow.papers.letter import spoken
from workflow.papers.meeting_words import RECUSAL, result_of, rows_table, when
from workflow.papers.subject import subject
from workflow.papers.words import dated
from workflow.queries.meetings import Point, Seat, rule_of

#: Lines of a calculation that fit on the page beside the rest.
MOST_LINES = 14
Data = Mapping[str, Any]


def agenda(row: Meeting, seats: Sequence[Seat], points: Sequence[Point], lang: str) -> Data:
    """The agenda of a meeting as data for meeting.typ."""
    facts = [
        [Say("时间", "Time"), when(row)],
        [Say("地点", "Place"), row.place],
        [
            Say("应到委员", "Members"),
            Say(
                "、".join(f"{one.member.name}（{one.member.organisation}）" for one in seats),
                ", ".join(f"{one.member.name} ({one.member.organisation})" for one in seats),
            ),
        ],
        [Say("法定人数", "Quorum"), str(row.quorum)],
        [Say("表决规则", "Rule of voting"), rule_of(row).words],
    ]
    rows = [_line(place, point) for place, point in enumerate(points, 1)]
    total = money.grouped(sum(point.computed_fen for point in points))
    rows.append(["", Say("合计", "Total"), "", "", total, ""])
    table = rows_table(
        Say("议程", "Agenda"),
        [
            ("序", "No.", 0.6, "center"),
            ("企业", "Enterprise", 3, "left"),
            ("案号", "Number", 1.7, "left"),
            ("事项", "Item", 2.2, "left"),
            ("评估金额（元）", "Computed (yuan)", 1.7, "right"),
            ("合并", "Block", 0.7, "center"),
        ],
        rows,
        [len(rows) - 1],
    )
    page = {"title": _title(row, "议程", "agenda"), "sub": "", "facts": facts, "tables": [table], "notes": []}
    return _printed(row, _title(row, "议程", "agenda"), [page], lang)


def _title(row: Meeting, zh: str, en: str) -> Say:
    return Say(f"{row.name}{zh}", f"Meeting {row.number}: {en}")


def _line(place: int, point: Point) -> list[Any]:
    what = subject(point.file)
    block = "" if point.item.block is None else str(point.item.block)
    return [
        str(place),
        point.case.enterprise.name,
        point.case.number,
        Say(f"{what.article.zh}　{what.title.zh}", f"{what.article.en}, {what.title.en}"),
        money.grouped(point.computed_fen),
        block,
    ]


def _printed(row: Meeting, title: Say, pages: Sequence[Data], lang: str) -> Data:
    on = business_date(row.meets_at).isoformat()
    return {"lang": lang, "on": on, "title": spoken(title, lang), "pages": spoken(pages, lang)}


def sheets(row: Meeting, seats: Sequence[Seat], points: Sequence[Point], lang: str) -> Data:
    """One page for each case as data for meeting.typ."""
    pages = [_sheet(row, seats, point) for point in points]
    return _printed(row, _title(row, "审定单", "case sheets"), pages, lang)


def _sheet(row: Meeting, seats: Sequence[Seat], point: Point) -> Data:
    what, run = subject(point.file), point.file.evaluation
    assert run is not None, "what is before the committee was evaluated"
    out = {one.member_id: one for one in point.recusals}
    facts = [
        [
            Say("申报单位", "Enterprise"),
            Say(
                f"{point.case.enterprise.name}（{point.case.enterprise.uscc}）",
                f"{point.case.enterprise.name} ({point.case.enterprise.uscc})",
            ),
        ],
        [Say("申报事项", "Item"), what.ground()],
        [
            Say("评估金额", "Computed"),
            Say(f"{money.grouped(run.amount_fen)}元", f"{money.grouped(run.amount_fen)} yuan"),
        ],
        [Say("评估意见", "Opinion"), run.opinion or "—"],
    ]
    if point.shown is not None:
        facts.append([Say("表决结果", "Vote"), result_of(point)])
    table = dict(calculation(what, run, None))
    left = len(table["rows"]) - MOST_LINES
    notes = list(table.pop("notes", ()))
    if left > 0:
        table |= {
            "rows": table["rows"][:MOST_LINES],
            "strong": [at for at in table["strong"] if at < MOST_LINES],
            "wide": [at for at in table["wide"] if at < MOST_LINES],
        }
        notes.append(Say(f"另有{left}行，见案件页面。", f"{left} more lines on the page of the case."))
    return {
        "title": Say(f"{row.name}　审定单", f"Meeting {row.number}, case sheet"),
        "sub": Say(
            f"{point.case.number}　{dated(business_date(row.meets_at)).zh}",
            f"{point.case.number}, {dated(business_date(row.meets_at)).en}",
        ),
        "facts": facts,
        "tables": [table, _grid(seats, out)],
        "notes": notes,
    }


def _grid(seats: Sequence[Seat], out: Mapping[int, Any]) -> Data:
    """A line to sign for every member; who keeps out has that written."""
    rows = [
        [
            str(one.seat.seat),
            one.member.name,
            one.member.organisation,
            RECUSAL if one.member.id in out else "",
            "",
            "",
            "",
        ]
        for one in seats
    ]
    columns = [
        ("席位", "Seat", 0.6, "center"),
        ("委员", "Member", 1.3, "left"),
        ("单位", "Body", 2.4, "left"),
        ("同意", "For", 0.9, "center"),
        ("反对", "Against", 0.9, "center"),
        ("弃权", "Abstain", 0.9, "center"),
        ("签名", "Signature", 1.8, "left"),
    ]
    return rows_table(Say("表决", "Vote"), columns, rows, [])
