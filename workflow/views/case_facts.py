"""The facts on the case page: what was filed, where it comes from, who verified it, and where it stands on a page."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from forms.layout import labels_of, replaced
from workflow.models.filing import Filing
from workflow.models.override import FACT
from workflow.queries.casefile import CaseFile
from workflow.queries.fact_checks import value_digest
from workflow.views.case_marks import Marks
from workflow.views.fact_text import fact_text, is_number
from workflow.views.filters import day, say
from workflow.views.sources import source_words

#: What registered leases answer when a claim stands on them.
FROM_LEASES = frozenset({"in_zone", "above_scale", "leases"})


def facts(file: CaseFile, revisions: Sequence[Filing], marks: Marks) -> list[dict[str, Any]]:
    """Each fact with its text and unit, its source, what it was before a correction, and its verification."""
    filing = revisions[-1] if revisions else file.filing
    rows, hidden, origins = [], replaced(file.item, filing.facts), source_words(filing)
    set_to = {row.fact: row.verified["value"] for row in file.changes if row.kind == FACT}
    for fact in labels_of(file.item).values():
        answer = filing.facts.get(fact.name)
        if (fact.optional and answer is None) or fact.name in hidden:
            continue
        changed = next(
            (place for place in range(len(revisions) - 1, 0, -1) if fact.name in revisions[place].changed), 0
        )
        rows.append(
            {
                "name": fact.name,
                "label": say(fact.label),
                "text": fact_text(fact, answer),
                "set": fact_text(fact, set_to[fact.name]) if fact.name in set_to else "",
                "number": is_number(fact),
                "was": fact_text(fact, revisions[changed - 1].facts.get(fact.name)) if changed else "",
                "source": _("租约登记")
                if hidden and fact.name in FROM_LEASES
                else _source(
                    revisions[changed] if revisions else filing, origins.get(fact.name, ""), corrected=changed > 0
                ),
                "corrected": changed > 0,
                "check": marks.check(fact.name, value_digest(fact.name, answer)),
                "pins": marks.of_fact(fact.name),
            }
        )
    return rows


def _source(filing: Filing, origin: str, *, corrected: bool) -> str:
    on = day(filing.filed_at or filing.saved_at)
    if origin and not corrected:
        return _("%(origin)s，%(day)s填报", origin=origin, day=on)
    return _("企业补正，%(day)s", day=on) if corrected else _("企业填报，%(day)s", day=on)


def other_money(file: CaseFile) -> list[tuple[str, str]]:
    """Other public money that the applicant declared for the same matter: source and yuan."""
    return [(str(row.get("source", "")), str(row.get("yuan", ""))) for row in file.filing.other_money]
