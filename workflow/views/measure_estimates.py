"""The public estimate: a GET form made from the rule's facts, answered by the rule itself. Nothing is kept."""

from dataclasses import replace
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from forms.carried import pairs
from forms.estimate import EstimateForm
from rules import catalogue, money
from rules.outcome import Outcome
from rules.policy import Policy
from workflow.clock import business_date, now
from workflow.queries import measures as public
from workflow.queries.measures import Measure
from workflow.views.measure_figure import stairs
from workflow.views.measure_law import said_once
from workflow.views.measures import BY_SCRIPT, measure_or_404, rules_in_force, start_url
from workflow.views.measures import bp as bp  # noqa: PLC0414 - the same blueprint, with these routes on it


@bp.get("/measures/estimate")
def estimates() -> BaseResponse:
    """The estimate of the first item that computes."""
    first = next((code for code in catalogue.ITEMS if code in rules_in_force().rules), None)
    return redirect(url_for("measures.estimate", item=first) if first else url_for("measures.index"), 303)


@bp.get("/measures/<item>/estimate")
def estimate(item: str) -> str:
    """The form and what the rule answers; for the script the answer alone."""
    rules = rules_in_force()
    one = measure_or_404(item, rules)
    if not one.computes:
        abort(404)
    section = rules.sections[one.code]
    form = EstimateForm(one.item, rules.rules[one.code], section, formdata=request.args, today=business_date())
    outcome = catalogue.evaluate(one.code, form.inputs(), form.context(), rules) if form.complete else None
    if outcome is not None:
        outcome = replace(outcome, lines=said_once(outcome.lines))
    call = public.calls_at(now()).get(one.code)
    fragment = request.headers.get("X-Requested-With") == BY_SCRIPT
    return render_template(
        "measures/_result.html" if fragment else "measures/estimate.html",
        rules=rules,
        one=one,
        tabs=[] if fragment else _tabs(rules),
        form=form,
        outcome=outcome,
        months=_months(rules, one, form, outcome),
        drawings=_drawings(section, form, outcome),
        call=call,
        now=now(),
        start_url=start_url(call, pairs(one.item, request.args)),
    )


def _tabs(rules: Policy) -> list[Measure]:
    return [measure for measure in public.measures(rules) if measure.computes]


def _months(rules: Policy, one: Measure, form: EstimateForm, outcome: Outcome | None) -> dict[str, int] | None:
    """Article 14: months used before, months of this claim, and what is then left of the total."""
    if outcome is None or not outcome.months:
        return None
    most = int(rules.rules[one.code].walk["max_months"])
    before = min(most, sum(entry["months"] for entry in form.context()))
    claimed = sum(month.state in ("granted", "clipped") for month in outcome.months)
    return {"most": most, "before": before, "now": claimed, "left": most - before - claimed}


def _drawings(section: Any, form: EstimateForm, outcome: Outcome | None) -> list[Any]:
    """The staircase of an award by steps, with the enterprise's place once its revenue is known."""
    if outcome is None or "tiers" not in section:
        return []
    revenue = next(money.hundredths(form.inputs()[fact.name]) for fact in form.asked if fact.kind == "yuan")
    paid = sum(money.hundredths(entry["yuan"]) for entry in form.context())
    return stairs(section, revenue, paid if outcome.eligible else None)
