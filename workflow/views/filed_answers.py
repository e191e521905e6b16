"""What was filled in, to read: every fact with its label and its answer as text."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import gettext as _

from forms.fields import titled
from forms.layout import labels_of, replaced
from rules.facts import Fact
from workflow.models.filing import Filing
from workflow.queries.casefile import CaseFile
from workflow.views.fact_text import fact_text
from workflow.views.sources import source_words


class Filed(NamedTuple):
    """One answer: its label and its lines of text; no line means it was left out."""

    label: str
    lines: list[str]
    source: str = ""


def filed_answers(file: CaseFile) -> list[Filed]:
    """The answers in the rules' order with their sources; optional facts only when they were answered."""
    filing = file.filing
    words = source_words(filing)
    hidden = replaced(file.item, filing.facts)
    found = [
        one
        for name, fact in labels_of(file.item).items()
        if (name in filing.facts or not fact.optional) and name not in hidden
        for one in _answers(fact, filing.facts.get(name), words.get(name, ""))
    ]
    return found + (_other_money(filing) if file.item.kind == "computes" else [])


def _answers(fact: Fact, answer: Any, source: str) -> list[Filed]:
    if not fact.rows:
        return [
            Filed(titled(fact.label), [], "")
            if answer is None
            else Filed(titled(fact.label), [fact_text(fact, answer)], source)
        ]
    rows = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    return [
        Filed(
            _("%(what)s（%(n)s）", what=titled(fact.label), n=place),
            [
                _("%(what)s：%(text)s", what=titled(one.label), text=fact_text(one, row[one.name]))
                for one in fact.rows
                if row.get(one.name) is not None
            ],
            source,
        )
        for place, row in enumerate(rows, 1)
    ] or [Filed(titled(fact.label), [])]


def _other_money(filing: Filing) -> list[Filed]:
    lines = [
        _("%(what)s：%(yuan)s元", what=row.get("source", ""), yuan=row.get("yuan", "")) for row in filing.other_money
    ]
    return [Filed(_("其他财政资金"), lines or [_("没有")])]
