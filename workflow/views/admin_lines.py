"""What a change says, line by line: label, before, after; in the page's language."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from workflow.views.admin_words import ACCOUNT_KINDS, GROUP_WORDS, words
from workflow.views.shell import ROLE_WORDS


class Line(NamedTuple):
    """Something that changes; empty text: not there."""

    label: str
    before: str
    after: str


def lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    """The parts that differ; of a list of days how many."""
    labels = _labels()
    return [
        Line(labels.get(key, key), _told(key, before.get(key)), _told(key, value))
        for key, value in after.items()
        if before.get(key) != value
    ]


def where(kind: str, subject: str) -> str:
    """The page of what changes; empty for an account that is not open yet."""
    return url_for("staff.show", login=subject) if kind in ACCOUNT_KINDS else ""


def _labels() -> dict[str, str]:
    return {
        "name": _("姓名"),
        "email": _("工作邮箱"),
        "group": _("岗位组"),
        "roles": _("角色"),
        "active": _("在用"),
        "second_factor": _("两步验证"),
    }


def _told(key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if key == "roles":
        known = {str(role): word() for role, word in ROLE_WORDS.items()}
        return _("、").join(known.get(role, role) for role in value)
    if key == "group":
        return words(GROUP_WORDS).get(value, value)
    return str(value)
