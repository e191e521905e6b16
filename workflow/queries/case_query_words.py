"""What the conditions of the query box are called, in Chinese and in English, and the words they take."""

from typing import NamedTuple

from rules import catalogue
from states.names import State
from states.say import Say
from states.words import STAFF_WORDS


class Field(NamedTuple):
    """A condition: how it is written, what it takes, every other name for it.

    `kind`: words · person · yuan · days · count · text.
    """

    say: Say
    kind: str
    names: tuple[str, ...] = ()


FIELDS: dict[str, Field] = {
    "state": Field(Say("状态", "state"), "words", ("status",)),
    "owner": Field(Say("负责人", "owner"), "person", ("经办", "经办人", "caseworker")),
    "item": Field(Say("条款", "item"), "words", ("条", "article")),
    "amount": Field(Say("金额", "amount"), "yuan", ("金额元",)),
    "due": Field(Say("到期", "due"), "days", ("时限",)),
    "applied": Field(Say("提交", "applied"), "days", ("申请", "申报", "年度", "submitted", "year")),
    "moved": Field(Say("最近办理", "moved"), "days", ("办理", "updated")),
    "waiting": Field(Say("等待", "waiting"), "words", ("等", "等谁")),
    "message": Field(Say("留言", "message"), "words", ("messages",)),
    "corrections": Field(Say("补正次数", "corrections"), "count", ("correction",)),
    "review": Field(Say("复核", "review"), "words", ()),
    "override": Field(Say("调整", "override"), "words", ("人工调整", "changed")),
    "sample": Field(Say("抽查", "sample"), "words", ()),
    "condition": Field(Say("容缺", "conditional"), "words", ("容缺受理",)),
    "clock": Field(Say("计时", "clock"), "words", ()),
    "note": Field(Say("备注", "note"), "words", ("notes",)),
    "helper": Field(Say("协办", "helper"), "person", ("协办人",)),
    "firm": Field(Say("企业", "firm"), "text", ("单位", "enterprise", "company")),
}
#: A condition that is one word.
OVERDUE = Say("逾期", "overdue")
ALONE = {"逾期": "overdue", "已逾期": "overdue", "overdue": "overdue", "late": "overdue"}
ME, NOBODY = Say("@我", "@me"), Say("无", "nobody")
MINE, NOBODYS = {"@我", "我", "@me", "me"}, {"无", "待认领", "没有", "nobody", "none", "unclaimed"}

WAITING = {
    "enterprise": Say("企业", "enterprise"),
    "caseworker": Say("经办", "caseworker"),
    "reviewer": Say("复核", "reviewer"),
    "committee": Say("会议", "committee"),
    "notice": Say("公示期满", "notice"),
    "finance": Say("财务", "finance"),
}
MESSAGE = {"bureau": Say("等答复", "unanswered"), "enterprise": Say("等企业", "asked")}
REVIEW = {"passed": Say("通过", "passed"), "returned": Say("退回", "returned"), "none": Say("未复核", "none")}
MARK_WORDS = {
    "override": {"open": Say("待确认", "open"), "in_force": Say("有效", "in_force")},
    "sample": {
        "open": Say("待查", "open"),
        "objected": Say("有问题", "objected"),
        "cleared": Say("查完", "cleared"),
        "drawn": Say("抽中", "drawn"),
    },
    "condition": {"open": Say("待补齐", "open"), "ended": Say("已了结", "ended")},
    "clock": {"stopped": Say("停止", "stopped"), "running": Say("在走", "running")},
    "note": {"unread": Say("未读", "unread"), "mentioned": Say("提到我", "mentioned")},
}


def _items() -> dict[str, Say]:
    return {code: Say(code, code) for code in catalogue.ITEMS}


def choices(key: str) -> dict[str, Say]:
    """The words a condition takes: code → how it is written."""
    states = {state.value: STAFF_WORDS[state] for state in State if state is not State.DRAFT}
    known = {"state": states, "item": _items(), "waiting": WAITING, "message": MESSAGE, "review": REVIEW}
    return (known | MARK_WORDS)[key]


def words(key: str) -> dict[str, tuple[str, ...]]:
    """Every way to write a word of a condition → the codes it means."""
    found: dict[str, tuple[str, ...]] = {}
    for code, say in choices(key).items():
        for name in (code, say.zh, say.en):
            found[name.lower().replace(" ", "_")] = (code,)
    if key == "item":
        for code in catalogue.ITEMS:
            article = catalogue.item(code).article.zh
            for name in (code.rstrip("ab"), article, article.strip("第条"), f"第{code.rstrip('ab')}条"):
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), code)))
    if key == "state":
        found |= {"correction": ("correction",), "checked": ("documents_checked",), "notice": ("publicity",)}
        found |= {"已补正": ("correction",), "待补正": ("correction",), "公示中": ("publicity",), "拨付": ("paid",)}
    return found


def named(name: str) -> str | None:
    """The condition that a name means."""
    for key, field in FIELDS.items():
        if name in {key, field.say.zh, field.say.en, *field.names}:
            return key
    return None
