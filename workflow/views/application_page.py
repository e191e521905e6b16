"""What the pages of one application share: loading, the form, the steps at the left, the estimate at the right."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from forms.fields import titled
from forms.filing import OF_LEASES, FilingForm
from rules.outcome import Outcome
from rules.say import Say
from states.names import State
from workflow.clock import SHANGHAI
from workflow.models.case import Case
from workflow.permissions import case_or_404
from workflow.queries.casefile import CaseFile, open_file
from workflow.queries.estimates import estimate
from workflow.queries.ledger import rent_months
from workflow.queries.rent_claim import leased_claim
from workflow.queries.rulebook import policy
from workflow.views.sources import source_words

COUNTS = {"granted", "clipped"}


@dataclass(frozen=True)
class Quota:
    """How the months of article 14 stand: used before, asked for now, and the most there are."""

    used: int
    now: int
    most: int

    @property
    def left(self) -> int:
        """Months that remain after this application."""
        return max(self.most - self.used - self.now, 0)


@dataclass(frozen=True)
class Panel:
    """The estimate beside the form: the rules' outcome (None: the item has no formula) and the months of article 14, title of the rules."""

    outcome: Outcome | None
    quota: Quota | None
    rules: Say
    leased: bool = False


def load(number: str) -> CaseFile:
    """The own application with all that belongs to it; 404 for another enterprise's."""
    return open_file(case_or_404(number))


def supported_months(case: Case) -> frozenset[str]:
    """The months that article 14 has supported for the enterprise, this case's own left out."""
    if case.item != "14":
        return frozenset()
    return frozenset(row.month for row in rent_months(case.enterprise_id) if row.case_id != case.id)


def filing_form(file: CaseFile, formdata: Any = None, only: Collection[str] | None = None) -> FilingForm:
    """The form of the application, filled with what is stored or what was just typed."""
    filing, doubted = (
        file.filing,
        OF_LEASES & set(only or ()),
    )  # what a notice names is answered anew, not by the leases
    return FilingForm(
        file.item,
        filing.facts,
        filing.other_money,
        formdata=formdata,
        only=only,
        taken=supported_months(file.case),
        today=file.today,
        year=file.case.call.year,
        leases=None if doubted else leased_claim(file.case),
    )


def panel(case: Case, form: FilingForm) -> Panel:
    """The live estimate for the answers in the form."""
    facts = form.facts()
    outcome = estimate(case, facts)
    rules = policy(case.policy_version)
    if outcome is None or case.item != "14":
        return Panel(outcome, None, rules.title)
    now = sum(month.state in COUNTS for month in outcome.months)
    most = rules.rules["14"].walk["max_months"]
    return Panel(outcome, Quota(len(supported_months(case)), now, most), rules.title, form.leases is not None)


def closing_day(file: CaseFile) -> date:
    """The last day on which the call takes first submissions, in Shanghai."""
    return file.case.call.new_until.astimezone(SHANGHAI).date()


def frame(file: CaseFile, here: str, form: FilingForm) -> dict[str, Any]:
    """What the templates of the form pages need: `here` is facts, documents or review."""
    last = closing_day(file)
    return {
        "case": file.case,
        "item": file.item,
        "filing": file.filing,
        "here": here,
        "closes_on": last,
        "closes_in": file.calendar.left(file.today, last),
        "steps": _steps(file, here, form),
        "panel": panel(file.case, form),
        "sources": source_words(file.filing),
        "page_name": secrets.token_urlsafe(12),
        "titled": titled,
    }


def _steps(file: CaseFile, here: str, form: FilingForm) -> list[dict[str, str]]:
    number, order = file.case.number, ("facts", "documents", "review", "submit")
    wrong = len(form.errors())
    lacking = len(file.fact_problems)
    unfilled = wrong or (min(lacking, 1) if form.leases else lacking)
    required = len(file.required)
    missing = len(file.missing_documents)
    notes = {
        "facts": ngettext("%(num)s处需要修改", "%(num)s处需要修改", wrong)
        if wrong
        else ngettext("还有%(num)s处没填", "还有%(num)s处没填", unfilled)
        if unfilled
        else _("已填完"),
        "documents": _("必交%(all)s种，还差%(missing)s种", all=required, missing=missing)
        if missing
        else _("必交的都齐了"),
        "review": _("看一遍再提交"),
        "submit": _("当天收到回执"),
    }
    labels = {"facts": _("填写情况"), "documents": _("上传材料"), "review": _("核对"), "submit": _("提交")}
    done = {"facts": not unfilled, "documents": not missing}
    urls = {step: url_for(f"filing.{step}", number=number) for step in ("facts", "review")}
    urls["documents"] = url_for("documents.index", number=number)
    return [
        {
            "label": labels[step],
            "note": notes[step],
            "url": urls.get(step, ""),
            "state": "current" if step == here else "done" if done.get(step) else "",
        }
        for step in order
    ]


def is_draft(file: CaseFile) -> bool:
    """Whether the form pages are open; afterwards the tracking page shows what was handed in."""
    return file.case.state == State.DRAFT
