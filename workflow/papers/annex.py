"""The calculation as an annex: the stored trace line by line, what the committee settled on, and the trace's own hash."""

from collections.abc import Mapping
from typing import Any

from rules import money
from states.say import Say
from workflow.models.evaluation import Evaluation
from workflow.papers.letter import Block
from workflow.papers.subject import Subject
from workflow.queries.casefile import digest

MET, NOT_MET = Say("符合", "met"), Say("不符合", "not met")
YUAN = Say("单位：元", "in yuan")
COLUMNS = [
    {"label": Say("序号", "No."), "align": "center", "width": 0.75},
    {"label": Say("项目", "Line"), "align": "left", "width": 2.2},
    {"label": Say("计算", "Calculation"), "align": "left", "width": 4},
    {"label": Say("结果", "Result"), "align": "right", "width": 1.9},
    {"label": Say("依据", "Ground"), "align": "left", "width": 1.3},
]
#: What became of a month's money.
STATES = {
    "granted": Say("支持", "granted"),
    "clipped": Say("触及年度上限，部分支持", "cut by the year's cap"),
    "year_used_up": Say("本年上限已用完", "the year's cap is used up"),
    "adjusted": Say("人工调整后不支持", "set to nothing by hand"),
    "duplicate": Say("已在另一件申请中支持", "granted in another case"),
    "beyond": Say("超出累计月数", "beyond the most months"),
}


def calculation(what: Subject, run: Evaluation, award_fen: int | None) -> Block:
    """The table of the evaluation's lines. `award_fen`: what was decided, shown where it is less than computed."""
    rows = [_row(place, line) for place, line in enumerate(run.outcome["lines"], 1)]
    strong = [place for place, line in enumerate(run.outcome["lines"]) if line["kind"] in {"sum", "block"}]
    if award_fen is not None:
        strong.append(len(rows))
        ground = Say("会议审定", "committee")
        rows.append([str(len(rows) + 1), Say("审定金额", "Award"), "", money.grouped(award_fen), ground])
    return {
        "is": "table",
        "title": Say(f"“{what.title.zh}”金额计算表", f"Calculation for “{what.title.en}”"),
        "unit": Say("金额以元为单位", "money in yuan"),
        "columns": COLUMNS,
        "rows": rows,
        "strong": strong,
        "wide": [place for place, line in enumerate(run.outcome["lines"]) if line["kind"] == "block"],
        "notes": _seals(run),
    }


def _row(place: int, line: Mapping[str, Any]) -> list[Any]:
    result: Any = line["result"] or ""
    if line["kind"] == "condition":
        result = NOT_MET if line["flag"] == "failed" else MET
    return [str(place), line["title"], _formula(line), result, line["clause"] or ""]


def _formula(line: Mapping[str, Any]) -> Say:
    said = {}
    for lang, opens, ends in (("zh", "（", "）"), ("en", " (", ")")):
        parts = [
            f"{part['operator'][lang]} {part['value'][lang]}{opens}{part['caption'][lang]}{ends}".strip()
            for part in line["parts"]
        ]
        notes = [one[lang] for one in ([line["note"]] if line["note"] else [])]
        said[lang] = ("，" if lang == "zh" else ", ").join([" ".join(parts), *notes] if parts else notes)
    return Say(**said)


def _seals(run: Evaluation) -> list[Say]:
    """By what the printed calculation can be compared with the stored one."""
    stored = digest(run.outcome)
    return [
        Say(
            f"规则版本：{run.policy_version}；计算引擎：{run.engine}。",
            f"Rules {run.policy_version}; engine {run.engine}.",
        ),
        Say(f"计算记录SHA-256：{stored}", f"SHA-256 of the stored calculation: {stored}"),
    ]


def months(what: Subject, run: Evaluation) -> list[Block]:
    """The rent months one by one; no table for items that are not paid by the month."""
    if not run.outcome["months"]:
        return []
    return [
        {
            "is": "table",
            "title": Say(f"“{what.title.zh}”分月明细表", f"Month by month: “{what.title.en}”"),
            "unit": YUAN,
            "columns": [
                {"label": Say("序号", "No."), "align": "center", "width": 0.75},
                {"label": Say("月份", "Month"), "align": "center", "width": 1.2},
                {"label": Say("自用面积（平方米）", "Own use (m²)"), "align": "right", "width": 2.1},
                {"label": Say("计算金额", "Computed"), "align": "right", "width": 1.5},
                {"label": Say("核定金额", "Granted"), "align": "right", "width": 1.5},
                {"label": Say("说明", "Remark"), "align": "left", "width": 2},
            ],
            "rows": [_month(place, one) for place, one in enumerate(run.outcome["months"], 1)],
            "strong": [],
        }
    ]


def _month(place: int, one: Mapping[str, Any]) -> list[Any]:
    computed, granted = money.grouped(one["computed_fen"]), money.grouped(one["granted_fen"])
    return [str(place), one["month"], one["area"], computed, granted, STATES.get(one["state"], one["state"])]
