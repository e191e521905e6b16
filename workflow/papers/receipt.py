"""收件回执: the application has arrived. It comes with the submission; acceptance is a paper of its own."""

from rules.item import Item
from states.limits import Limits
from states.say import Say
from workflow.papers.letter import Letter, p
from workflow.papers.subject import subject
from workflow.papers.tracking_code import qr
from workflow.papers.words import KINDS
from workflow.queries.casefile import CaseFile


def letter(file: CaseFile) -> Letter:
    """What was handed in, when, and what comes next."""
    what, limits = subject(file), Limits(**file.case.call.days)
    return Letter(
        title=KINDS["receipt"][1],
        to=file.case.enterprise.name,
        blocks=[
            what.opening(Say("已收到，材料如下：", "has arrived with these documents:")),
            what.particulars((Say("收到材料", "Documents received"), _documents(file.item, file))),
            p(
                f"本局自收到之日起{limits.acceptance}个工作日内决定是否受理；材料不齐的，一次性告知要补的全部内容。",
                f"The bureau decides on acceptance within {limits.acceptance} working days; if anything is missing, "
                "one notice will name all of it.",
            ),
            qr(file.case),
        ],
    )


def _documents(item: Item, file: CaseFile) -> Say:
    titles = [
        (Say(*kind.title), len(file.handed_in[kind.code])) for kind in item.documents if kind.code in file.handed_in
    ]
    zh = "；".join(f"{title.zh}{count}份" for title, count in titles)
    en = "; ".join(f"{title.en} ({count})" for title, count in titles)
    return Say(zh or "无", en or "none")
