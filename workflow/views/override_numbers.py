"""The numbers of a case that can be changed at the desk, with what counts now, and the papers that may prove them."""

from typing import Any

from flask_babel import gettext as _

from rules.facts import Fact
from workflow.models.override import AMOUNT
from workflow.queries.casefile import CaseFile
from workflow.views.fact_text import fact_text
from workflow.views.filters import say, yuan


def fact(file: CaseFile, what: str) -> Fact | None:
    """A fact that can be changed at the desk."""
    return next((fact for fact in facts(file) if fact.name == what), None)


def facts(file: CaseFile) -> list[Fact]:
    """The facts with an answer.

    Not year and project, which say which cap an award belongs to; not leases, which are registered on the rent pages.
    """
    plain = (fact for fact in file.item.facts if not fact.scope and not (fact.kind == "rows" and fact.optional))
    return [fact for fact in plain if file.inputs.get(fact.name) is not None]


def choices(file: CaseFile) -> list[tuple[str, str, str]]:
    """What can be changed, in words, with what counts now: the facts, and the amount once it is evaluated."""
    found = [(fact.name, say(fact.label), fact_text(fact, file.inputs[fact.name])) for fact in facts(file)]
    if file.evaluation is not None and not file.evaluation_stale:
        found.append((AMOUNT, _("建议金额"), _("%(sum)s元", sum=yuan(file.evaluation.amount_fen))))
    return found


def now(file: CaseFile, fact: Fact | None) -> str:
    """What counts now."""
    if fact is not None:
        return fact_text(fact, file.inputs[fact.name])
    return _("%(sum)s元", sum=yuan(file.evaluation.amount_fen)) if file.evaluation else "—"


def kept(file: CaseFile, fact: Fact | None) -> Any:
    """What stands in the field at first: yes or no, and rows with one more, as they are; every figure to be typed anew."""
    if fact is None or fact.kind not in {"yes", "rows"}:
        return None
    now = file.inputs[fact.name]
    return [*now, {}] if fact.kind == "rows" and len(now) < fact.high else now


def files(file: CaseFile) -> list[tuple[str, str]]:
    """Reference and name of what may serve as evidence."""
    return [(row[0].ref, row[0].name) for row in file.documents]
