"""Where an answer comes from, in words: the registers, an earlier application, an estimate, or the person who fills in."""

from collections.abc import Mapping

from flask_babel import gettext as _

from workflow.models.filing import Filing


def source_words(filing: Filing) -> dict[str, str]:
    """Fact → where its value comes from; only for answers that nobody typed here."""
    return {name: words for name, one in (filing.sources or {}).items() if (words := _words(one))}


def _words(source: Mapping[str, str]) -> str:
    if source.get("from") == "register":
        return _("来自企业资料：统计名录（%(year)s年度）", year=source.get("year", ""))
    if source.get("from") == "list":
        return _("来自统计部门的名单")
    if source.get("from") == "case":
        return _("来自%(number)s", number=source.get("case", ""))
    return (
        _("来自试算") if source.get("from") == "estimate" else _("来自申报批次") if source.get("from") == "call" else ""
    )
