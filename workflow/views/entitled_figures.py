"""The figures of a row of a statistics list as people read them."""

from flask_babel import gettext as _

from forms.fields import said
from rules import catalogue, money


def figures(item: str, facts: dict[str, object]) -> list[tuple[str, str]]:
    """The figures of a row as they read: label and value; what could not be read stands as it was written."""
    words = {True: _("是"), False: _("否")}
    asked = [fact for fact in catalogue.item(item).facts if fact.name != "year" and fact.name in facts]
    return [(said(fact.label), words.get(facts[fact.name]) or _sum(str(facts[fact.name]))) for fact in asked]  # type: ignore[call-overload]


def _sum(text: str) -> str:
    try:
        return _("%(yuan)s元", yuan=money.grouped(money.parse_yuan(text)))
    except money.NotMoney:
        return text or "—"
