"""The measures for everybody: the catalogue with search and self-check, and each item with its text, rule and figures."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request, url_for
from flask_login import current_user

from rules import catalogue
from rules.policy import Policy
from states.limits import Limits
from states.names import Role
from workflow.clock import now
from workflow.models.call import Call
from workflow.queries import measures as public
from workflow.queries.measure_search import LONGEST, matching, nearest
from workflow.queries.measure_words import QUESTIONS
from workflow.queries.measures import Measure
from workflow.queries.subscriptions import subscribed_items
from workflow.routes.table import ROUTES
from workflow.views.measure_law import figures_of, readings_of, said_once
from workflow.views.measure_list import articles_of, chapters_of, count

bp = Blueprint("measures", __name__)
GROUPS = ("cash", "refer", "serve")
BY_SCRIPT = "estimate"
"""What the script says it is, in `X-Requested-With`, when it asks for a part of a page."""


def rules_in_force() -> Policy:
    """The newest published version; before the first one there is no such page."""
    rules = public.in_force()
    if rules is None:
        abort(404)
    return rules


def start_url(call: Call | None, figures: Sequence[tuple[str, str]] = ()) -> str | None:
    """Where an application is begun, with figures already typed; visitors sign in first.

    None for the bureau and while no call is open.
    """
    if call is None or call.opens_at > now() or "applications.new" not in ROUTES:
        return None
    target = "&".join(filter(None, [url_for("applications.new", call=call.id), urlencode(figures)]))
    if not current_user.is_authenticated:
        return url_for("sign_in.form", next=target)
    return target if _may_apply() else None


@bp.get("/measures")
def index() -> str:
    """All measures, or those that the search and the group ask for."""
    return catalogue_page(rules_in_force())


def catalogue_page(rules: Policy) -> str:
    """The catalogue; visitors see it as the start page as well."""
    query = request.args.get("q", "")[:LONGEST].replace("\x00", "").strip()
    group = request.args.get("group", "")
    group = group if group in GROUPS else ""
    ticked = {question.code for question in QUESTIONS} & set(request.args.getlist("is"))
    all_of_them = public.measures(rules)
    shown = [one for one in matching(all_of_them, query) if group in ("", one.group)]
    by_script = request.headers.get("X-Requested-With") == BY_SCRIPT
    return render_template(
        "measures/_parts.html" if by_script else "measures/index.html",
        rules=rules,
        query=query,
        group=group,
        ticked=ticked,
        questions=QUESTIONS,
        articles=articles_of(all_of_them),
        chapters=chapters_of(shown),
        counts={name: count(one for one in all_of_them if name in ("", one.group)) for name in ("", *GROUPS)},
        nearest=None if shown else nearest(all_of_them, query),
        suggested=public.suggested(all_of_them, ticked),
        calls=public.calls_at(now()),
        now=now(),
        limits=Limits(),
        own_url=url_for("applications.index") if _may_apply() and "applications.index" in ROUTES else None,
    )


def _may_apply() -> bool:
    """Visitors (after sign-in) and enterprises; not the bureau."""
    return not current_user.is_authenticated or Role.APPLICANT in current_user.roles


def measure_or_404(item: str, rules: Policy) -> Measure:
    """The item of that code, or 404."""
    if item not in catalogue.ITEMS or (item not in rules.rules and catalogue.item(item).kind == "computes"):
        abort(404)
    return public.measure(catalogue.item(item, rules), rules)


@bp.get("/measures/<item>")
def show(item: str) -> str:
    """One item: the text, the conditions, how it is computed, its figures and readings, its documents, its call."""
    rules = rules_in_force()
    one = measure_or_404(item, rules)
    call = public.calls_at(now()).get(one.code)
    subscribed = current_user.is_authenticated and one.code in subscribed_items(current_user.id)
    lines = said_once(catalogue.explain(one.code, rules)) if one.computes else ()
    section = rules.sections.get(one.code, {})
    return render_template(
        "measures/show.html",
        rules=rules,
        one=one,
        call=call,
        now=now(),
        start_url=start_url(call),
        subscribed=subscribed,
        conditions=[line for line in lines if line.kind == "condition"],
        steps=[line for line in lines if line.kind != "condition"],
        figures=figures_of(section),
        readings=readings_of(section),
    )
