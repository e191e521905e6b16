"""Changed facts and amounts as the pages of the bureau show them: from what to what, why, on what evidence, by whom."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.layout import labels_of
from workflow.models.override import AMOUNT, CONFIRMED, OPEN, REFUSED, Override
from workflow.queries.casefile import CaseFile
from workflow.views.fact_text import fact_text
from workflow.views.filters import moment, say, yuan

STATES = {
    OPEN: lambda: _("等确认"),
    CONFIRMED: lambda: _("已确认"),
    REFUSED: lambda: _("没有同意"),
}
VOIDED = {
    "withdrawn": lambda: _("已撤销"),
    "claim_changed": lambda: _("企业更正了填报，已作废"),
    "replaced": lambda: _("已由后来的调整取代"),
    "amount_changed": lambda: _("规则算出的金额变了，已作废"),
}
SOURCES = {
    "site_visit": lambda: _("现场核查"),
    "special_audit": lambda: _("专项审计"),
    "assessment": lambda: _("专家评审"),
}


def lines(file: CaseFile, names: Mapping[int, str]) -> list[dict[str, Any]]:
    """Every change of the case, newest first; what was confirmed stays red for ever."""
    return [line(file, row, names) for row in reversed(file.overrides)]


def people(file: CaseFile) -> list[int | None]:
    """Whose names the lines say."""
    return [person for row in file.overrides for person in (row.proposed_by, row.decided_by)]


def line(file: CaseFile, row: Override, names: Mapping[int, str]) -> dict[str, Any]:
    """One change; `tone`: wait, done or off."""
    title, before, after, change = _amount(row) if row.kind == AMOUNT else _fact(file, row)
    told = VOIDED[row.voided]() if row.voided else STATES[row.state]()
    return {
        "id": row.id,
        "title": title,
        "before": before,
        "after": after,
        "change": change,
        "why": row.reason,
        "basis": _basis(file, row),
        "proof": _proof(file, row),
        "who": f"{names.get(row.proposed_by, '')}　{moment(row.proposed_at)}",
        "told": told,
        "second": f"{names.get(row.decided_by, '')}　{moment(row.decided_at)}"
        if row.decided_by and row.decided_at
        else "",
        "answer": row.answer,
        "waiting": row.state == OPEN and (_("等科室负责人确认") if row.kind == AMOUNT else _("等复核人确认")),
        "tone": {OPEN: "wait", CONFIRMED: "done"}.get(row.state, "off"),
        "url": url_for("overrides.show", number=file.case.number, change=row.id),
    }


def _amount(row: Override) -> tuple[str, str, str, str]:
    assert row.from_fen is not None, "the schema asks for it"
    assert row.to_fen is not None, "as above"
    return _("金额"), yuan(row.from_fen), yuan(row.to_fen), _signed(row.to_fen - row.from_fen)


def _fact(file: CaseFile, row: Override) -> tuple[str, str, str, str]:
    fact = labels_of(file.item)[row.fact]
    return say(fact.label), fact_text(fact, row.claimed["value"]), fact_text(fact, row.verified["value"]), ""


def _signed(fen: int) -> str:
    sign = "−" if fen < 0 else "+" if fen > 0 else ""
    return sign + yuan(abs(fen))


def _proof(file: CaseFile, row: Override) -> str:
    """Where the page can be looked at; empty for findings and for documents that were taken back."""
    ref = next((one[0].ref for one in file.documents if one[0].id == row.document_id), None)
    if ref is None:
        return ""
    page, anchor = row.page or 1, f"paper-{ref}"
    return url_for("cases.show", number=file.case.number, document=ref, page=page, _anchor=anchor)


def _basis(file: CaseFile, row: Override) -> str:
    """The document by name and page, or the finding that brought the number."""
    if row.source in SOURCES:
        return SOURCES[row.source]()
    name = next((one[0].name for one in file.documents if one[0].id == row.document_id), _("已撤换的材料"))
    return _("%(name)s第%(page)s页", name=name, page=row.page) if row.page else name
