"""补正材料一次性告知书: everything that is wrong or missing, what is needed for each, and until when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from states.say import Say
from workflow.papers.letter import Block, Letter, p
from workflow.papers.subject import subject
from workflow.papers.words import KINDS, dated
from workflow.queries.casefile import CaseFile

Points: TypeAlias = Sequence[Mapping[str, str]]
Words: TypeAlias = Mapping[tuple[str, str], Say]
NEEDED = {
    "document": Say("重新上传这份材料", "Upload this document again"),
    "fact": Say("改正申请表里的这一项", "Correct this entry of the form"),
}


def letter(file: CaseFile, points: Points, note: str, due: date, words: Words) -> Letter:
    """The notice on `points` ({kind, name, wrong, needed?}) with the caseworker's note; `words` names facts and documents."""
    what, day = subject(file), dated(due)
    return Letter(
        title=KINDS["correction"][1],
        to=file.case.enterprise.name,
        blocks=[
            what.opening(
                Say(
                    f"收悉。经核对，有{len(points)}处需要补正，现一次性告知如下：",
                    f"has been checked. These {len(points)} points need correction; the list is complete:",
                )
            ),
            _table(points, words),
            *([p(f"说明：{note}", f"Note: {note}")] if note else []),
            p(
                f"请在{day.zh}前登录系统补好，再点“重新提交”。补正期间不计入办理时限。",
                f"Please sign in, complete them and submit again by {day.en}. The time for corrections does not count.",
            ),
            p(
                "逾期不补正的，视为撤回申请；以后开放申报时可以重新申请。",
                "An application that is not corrected in time counts as withdrawn; you may apply again in a later call.",
            ),
        ],
    )


def _table(points: Points, words: Words) -> Block:
    return {
        "is": "table",
        "columns": [
            {"label": Say("序号", "No."), "align": "center", "width": 0.8},
            {"label": Say("项目", "Point"), "align": "left", "width": 2},
            {"label": Say("问题", "What is wrong"), "align": "left", "width": 3.2},
            {"label": Say("怎么补", "What is needed"), "align": "left", "width": 2},
        ],
        "rows": [
            [str(place), words[one["kind"], one["name"]], one["wrong"], one.get("needed") or NEEDED[one["kind"]]]
            for place, one in enumerate(points, 1)
        ],
        "strong": [],
    }
