"""Ready-made messages for the bureau, with tags that the case fills in.

Filling is plain substitution of known names, once: a value is never read as a template, and no tag can reach anything else.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from states.say import Say
from workflow.queries.casefile import CaseFile

TAG = re.compile(r"\$\{([^{}$\n]{1,20})\}")


class Template(NamedTuple):
    """A ready-made text with `${tags}`."""

    code: str
    title: Say
    text: Say
    asks_answer: bool


TEMPLATES = (
    Template(
        "original",
        Say("请带原件核对", "Bring the originals"),
        Say(
            "${企业}：\n您申报的${条款}（${案号}）需要核对原件。请在${到期日}前带上［要核对的材料］到我们这里，工作日9:00–12:00、14:00–18:00都可以。",
            "To ${企业}:\nFor your application under ${条款} (${案号}) we need to see the originals. "
            "Please bring [which documents] by ${到期日}, on working days 9:00–12:00 or 14:00–18:00.",
        ),
        asks_answer=True,
    ),
    Template(
        "explain",
        Say("请说明一项数据", "Explain a figure"),
        Say(
            "${案号}里填的［哪一项］和［哪份材料］对不上。请说明原因，或者告诉我们哪个数是对的。不用重新提交申请。",
            "In ${案号}, [which item] does not agree with [which document]. "
            "Please explain, or tell us which figure is right. You need not submit again.",
        ),
        asks_answer=True,
    ),
    Template(
        "visit",
        Say("约现场核查", "Arrange a site visit"),
        Say(
            "我们准备到${地址}现场核查${条款}的情况。请回复［哪几天］里哪天方便，并请${联系人}在场。",
            "We plan to visit ${地址} for ${条款}. Please tell us which of [which days] suits, and ask ${联系人} to be there.",
        ),
        asks_answer=True,
    ),
    Template(
        "progress",
        Say("告知进度", "Tell where it stands"),
        Say(
            "${案号}正在${环节}，预计${到期日}前办完。您现在不用做什么，有变化会发消息给您。",
            "${案号} is in the stage “${环节}” and should be through it by ${到期日}. "
            "Nothing is needed from you; we will tell you when something changes.",
        ),
        asks_answer=False,
    ),
)
BY_CODE = {template.code: template for template in TEMPLATES}


def tags(file: CaseFile, stage: Say | None, *, english: bool) -> dict[str, str]:
    """What each tag stands for in this case; an empty value has nothing to say here."""
    firm, due = file.case.enterprise, file.case.due_on
    item = (file.item.article.en, file.item.title.en) if english else (file.item.article.zh, file.item.title.zh)
    return {
        "企业": firm.name,
        "案号": file.case.number,
        "条款": (": " if english else "“").join(item) + ("" if english else "”"),
        "到期日": due.isoformat() if due and english else f"{due.month}月{due.day}日" if due else "",
        "环节": (stage.en if english else stage.zh) if stage else "",
        "联系人": firm.contact_name,
        "地址": firm.address,
    }


def fill(text: str, values: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text with its tags filled, and the tags that are unknown or empty: those stay as they are, to be seen."""
    empty: list[str] = []

    def put(found: re.Match[str]) -> str:
        value = values.get(found[1].strip(), "")
        if not value and found[0] not in empty:
            empty.append(found[0])
        return value or found[0]

    return TAG.sub(put, text), empty
