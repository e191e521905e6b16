"""Words and tables that the papers of a meeting share."""

from collections.abc import Sequence
from typing import Any

from rules import money
from states.say import Say
from workflow.clock import SHANGHAI, business_date
from workflow.models.meeting import Meeting
from workflow.papers.letter import Block
from workflow.papers.words import dated
from workflow.queries.meetings import Point

RECUSAL = Say("回避", "recused")
PUT_OFF = Say("放到下次会议", "put off to another meeting")


def when(row: Meeting) -> Say:
    """Day and time of day."""
    at, day = row.meets_at.astimezone(SHANGHAI), dated(business_date(row.meets_at))
    return Say(f"{day.zh}{at:%H:%M}", f"{day.en}, {at:%H:%M}")


def rows_table(
    title: Say, columns: Sequence[tuple[str, str, float, str]], rows: Sequence[Sequence[Any]], strong: Sequence[int]
) -> Block:
    """A table of a paper: headings as (zh, en, width, alignment)."""
    heads = [{"label": Say(zh, en), "align": align, "width": width} for zh, en, width, align in columns]
    return {"is": "table", "title": title, "unit": "", "columns": heads, "rows": rows, "strong": list(strong)}


def result_of(point: Point) -> Say:
    """What the meeting decided on a case, with the sum and the votes."""
    decision = point.shown
    if decision is None or point.item.state == "put_off":
        return PUT_OFF
    words = {
        "approve": Say("同意", "approved"),
        "reject": Say("不予支持", "refused"),
        "defer": Say("缓议", "deferred"),
    }[decision.result]
    if decision.result == "approve":
        fen = money.grouped(decision.amount_fen)
        cut = decision.amount_fen < point.computed_fen
        words = Say(
            f"{'调整后同意' if cut else '同意'}，{fen}元",
            f"{'approved, reduced to' if cut else 'approved,'} {fen} yuan",
        )
    votes = (decision.votes_for, decision.votes_against, decision.votes_abstain)
    return Say(
        "{}（同意{}，反对{}，弃权{}）".format(words.zh, *votes),
        "{} ({} for, {} against, {} abstained)".format(words.en, *votes),
    )
