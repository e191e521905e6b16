"""The chips over the queue: what is asked for with a way to take it off, and menus that add to it. Links all, no script."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from rules import catalogue
from states.names import State
from states.words import STAFF_WORDS
from workflow.queries.case_query import Term, parse
from workflow.queries.case_query_words import FIELDS, OVERDUE
from workflow.queries.case_query_writing import value_of
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.locale import english
from workflow.views.queue_view import Address, with_terms

MENUS = ("item", "state", "owner")
#: What one click adds, as the box would say it.
MORE = tuple(parse(typed).terms[0] for typed in (
    "逾期", "到期:7天内", "留言:等答复", "留言:等企业", "复核:未复核", "复核:退回", "等待:企业", "等待:财务",
    "补正次数:>1", "金额:>100万", "调整:待确认", "调整:有效", "抽查:待查", "抽查:有问题", "容缺:待补齐", "计时:停止", "备注:未读",
    "协办:@我", "提交:30天内", "最近办理:30天前", "负责人:@我", "负责人:无",
))  # fmt: skip


def chips(address: Address) -> list[tuple[str, str, str]]:
    """Label, value and the list without it, for each condition."""
    terms, en = address.view.terms, english()
    made = []
    for at, term in enumerate(terms):
        off = with_terms(address, (*terms[:at], *terms[at + 1 :]))
        label, value = _words(term, en=en)
        made.append((label, (_("不是%(what)s", what=value) if value else _("不是")) if term.not_ else value, off))
    return made


def _words(term: Term, *, en: bool) -> tuple[str, str]:
    if term.key == "overdue":
        return say(OVERDUE), ""
    if term.key == "text":
        return _("搜索"), term.value
    if term.key == "state":
        return _("状态"), _("、").join(say(STAFF_WORDS[State(code)]) for code in term.value)
    if term.key == "item":
        return _("条款"), _("、").join(_items(term.value))
    return say(FIELDS[term.key].say), value_of(term, english=en)


def _items(codes: Sequence[str]) -> list[str]:
    """Articles by name; the title goes with it where only one of an article's items is asked for."""
    named = []
    for code in codes:
        article, title = item_words(code)
        both = [one for one in catalogue.ITEMS if item_words(one)[0] == article]
        named.append(say(article) if set(both) <= set(codes) else f"{say(article)}　{say(title)}")
    return list(dict.fromkeys(named))


def menus(address: Address, owners: Sequence[tuple[int, str]]) -> list[dict[str, Any]]:
    """The menus: each choice is the same list with that condition instead of its own kind."""
    items = [(code, "　".join(say(word) for word in item_words(code))) for code in catalogue.ITEMS]
    states = [(state.value, say(word)) for state, word in STAFF_WORDS.items() if state is not State.DRAFT]
    people = [("me", _("我")), ("", _("没有人认领")), *((name, name) for _id, name in owners)]
    choices: dict[str, Sequence[tuple[Any, str]]] = {"item": items, "state": states, "owner": people}
    labels = {"item": _("条款"), "state": _("状态"), "owner": _("经办")}
    return [_menu(address, key, labels[key], choices[key]) for key in MENUS if not _has(address, key)]


def _has(address: Address, key: str) -> bool:
    return any(term.key == key for term in address.view.terms)


def _menu(address: Address, key: str, label: str, entries: Sequence[tuple[Any, str]]) -> dict[str, Any]:
    terms, one = address.view.terms, key != "owner"
    return {
        "label": label,
        "entries": [
            (text, with_terms(address, (*terms, Term(key, (value,) if one else value)))) for value, text in entries
        ],
    }


def more(address: Address) -> list[tuple[str, str]]:
    """Conditions that one click adds, with their links."""
    terms = address.view.terms
    have = {term.key for term in terms}
    made = []
    for term in MORE:
        if term.key not in have:
            label, value = _words(term, en=english())
            made.append((f"{label} {value}".strip(), with_terms(address, (*terms, term))))
    return made
