"""What a change says, line by line: label, before, after; in the page's language."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from forms.call import DAY_LABELS, MOMENTS
from rules.proofs import WORDS as PROOFS
from workflow.clock import SHANGHAI
from workflow.models.admin_change import CALL_CHANGE, DAYS, HOLIDAYS, READING
from workflow.views.admin_words import ACCOUNT_KINDS, GROUP_WORDS, words
from workflow.views.filters import fullday, say
from workflow.views.shell import ROLE_WORDS

#: So many moved days of a table stand on the page.
MOST_DAYS = 40


class Line(NamedTuple):
    """Something that changes; empty text: not there."""

    label: str
    before: str
    after: str


def lines(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """The parts that differ; of a list of days how many."""
    if kind == HOLIDAYS:
        return _days(before, after)
    if kind == READING and after:
        return [Line(_("答复"), say(before["words"]) if before else "", say(after["words"]))]
    labels = _labels()
    both = ((key, _told(key, before.get(key)), _told(key, value)) for key, value in after.items())
    return [Line(labels.get(key, key), was, will) for key, was, will in both if was != will]


def _days(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """Days of the table that change; a day that is not in a table follows the week."""
    both = sorted(before.keys() | after.keys())
    told = {day: [_works(day, table) for table in (before, after)] for day in both}
    moved = [Line(day, was, will) for day, (was, will) in told.items() if was != will]
    rest = [Line(_("其余"), "", _("%(n)s天", n=len(moved) - MOST_DAYS))] if len(moved) > MOST_DAYS else []
    return [Line(_("表里的天数"), str(len(before)), str(len(after))), *moved[:MOST_DAYS], *rest]


def _works(day: str, table: Mapping[str, Any]) -> str:
    works = table[day][0] if day in table else date.fromisoformat(day).isoweekday() <= 5
    return _("上班") if works else _("放假")


def where(kind: str, subject: str) -> str:
    """The page of what changes; empty for an account that is not open yet."""
    if kind in ACCOUNT_KINDS:
        return url_for("staff.show", login=subject)
    if kind == HOLIDAYS:
        return url_for("holidays.index")
    if kind in (DAYS, READING):
        return url_for("parameters.index")
    return url_for("call_desk.edit", subject=subject) if kind == CALL_CHANGE else ""


def _labels() -> dict[str, str]:
    return {
        "name": _("姓名"),
        "email": _("工作邮箱"),
        "group": _("岗位组"),
        "roles": _("角色"),
        "active": _("在用"),
        "second_factor": _("两步验证"),
        "title_zh": _("名称（中文）"),
        "title_en": _("名称（英文）"),
        "opens_at": _("开始申报"),
        "new_until": _("首次申报截止"),
        "resubmit_until": _("补正重报截止"),
        "policy_version": _("政策版本"),
        "project_from": _("项目年度，从"),
        "project_until": _("到"),
        "guide_zh": _("申报指南（中文）"),
        "guide_en": _("申报指南（英文）"),
        "requires": _("评估前要有"),
        "days": _("办理时限（工作日）"),
    }


def _told(key: str, value: Any) -> str:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if key in MOMENTS:
        at = datetime.fromisoformat(value).astimezone(SHANGHAI)
        return f"{fullday(at)} {at:%H:%M}"
    if key == "requires":
        return _("、").join(say(PROOFS[one]) for one in value)
    if key == "days":
        return _("、").join(f"{DAY_LABELS.get(name, name)} {days}" for name, days in value.items())
    if key == "roles":
        known = {str(role): word() for role, word in ROLE_WORDS.items()}
        return _("、").join(known.get(role, role) for role in value)
    if key == "group":
        return words(GROUP_WORDS).get(value, value)
    return str(value)
