"""Words of the enterprise pages: what ties two enterprises, scopes of caps, titles of documents."""

from functools import cache

from flask_babel import gettext as _

from rules import catalogue
from rules.say import Say
from workflow.models.enterprise import Enterprise
from workflow.queries.related import Tie, related
from workflow.queries.rulebook import article_number
from workflow.views.masking import masked_phone


def tie_words(tie: Tie) -> str:
    """What two enterprises share, in words; accounts and telephone numbers are masked."""
    words = {
        "account": _("收款账户相同"),
        "address": _("地址相同"),
        "phone": _("联系电话相同"),
        "representative": _("法定代表人同名"),
        "unit": _("租过同一房号"),
        "file": _("交过同一份文件"),
    }
    return words[tie.kind]


def tie_text(tie: Tie) -> str:
    """The shared value as a page may show it."""
    if tie.kind == "account":
        return _("尾号%(n)s", n=tie.text[-4:])
    return masked_phone(tie.text) if tie.kind == "phone" else tie.text


def related_lines(firm: Enterprise) -> list[dict[str, object]]:
    """The related enterprises, ready to print: name, credit code, and (what, which) for every tie."""
    return [
        {
            "name": one.name,
            "uscc": one.uscc,
            "ties": [(tie_words(tie), tie_text(tie)) for tie in one.ties],
        }
        for one in related(firm)
    ]


def scope_words(scope: str) -> str:
    """`year:2026` → 2026年度."""
    kind, _colon, name = scope.partition(":")
    if kind == "year":
        return _("%(year)s年度", year=name)
    return _("项目%(name)s", name=name) if kind == "project" else _("累计")


@cache
def article_words(number: int) -> Say:
    """An article by its number: 第十条."""
    return next(catalogue.item(code).article for code in catalogue.ITEMS if article_number(code) == number)


@cache
def document_titles() -> dict[str, Say]:
    """Code of a kind of document → its title, over all items."""
    return {kind.code: kind.title for item in catalogue.ITEMS for kind in catalogue.item(item).documents}
