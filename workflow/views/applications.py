"""The applicant's own applications: the list with what is to do, starting one, following one, withdrawing one."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.carried import carried, pairs
from rules import catalogue
from states.lifecycle import blockers
from workflow.actions import application
from workflow.clock import now
from workflow.db import db
from workflow.models.call import Call
from workflow.permissions import current_actor
from workflow.queries import applications as own
from workflow.queries.awaiting import asked_of
from workflow.queries.conditions import awaited_of
from workflow.queries.measures import measures
from workflow.queries.notices import newest
from workflow.queries.prefill import prefilled
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.application_page import load
from workflow.views.measures import rules_in_force
from workflow.views.own_after_payment import owed
from workflow.views.own_conditions import to_follow
from workflow.views.own_list import duties, rows
from workflow.views.own_offers import offered
from workflow.views.own_questions import questions
from workflow.views.tracking import tracking

bp = Blueprint("applications", __name__)


@bp.get("/applications")
def index() -> str:
    """What is to do, then every application, newest first."""
    show = request.args.get("show", "")
    before = request.args.get("before", "")
    last = int(before) if before.isascii() and before.isdigit() and len(before) <= 18 else None
    asked = asked_of(current_user.enterprise_id)
    following = awaited_of(current_user.enterprise_id)
    found = own.own_cases(current_user.enterprise_id, ended={"open": False, "ended": True}.get(show), before=last)
    return render_template(
        "applications/index.html",
        enterprise=own.enterprise(current_user.enterprise_id),
        duties=[
            *offered(current_user.enterprise_id),
            *to_follow(following),
            *duties(own.to_do(current_user.enterprise_id)),
            *questions(asked),
            *owed(current_user.enterprise_id),
        ],
        asked={case.id for case, _message in asked},
        rows=rows(found[: own.PAGE], {case.id for case, _row in following}),
        show=show,
        next_url=url_for("applications.index", show=show or None, before=found[own.PAGE - 1][0].id)
        if len(found) > own.PAGE
        else "",
        first_page=last is None,
        notices=[row[0] for row in newest(current_user.id, limit=5)],
    )


@bp.get("/applications/new")
def new() -> str:
    """The calls that are open now; a draft under a call is gone on with. Figures of an estimate come in the address."""
    calls = [(call, catalogue.item(call.item)) for call in own.open_calls(now())]
    order = {code: place for place, code in enumerate(catalogue.ITEMS)}
    chosen = request.args.get("call", "")
    calls.sort(key=lambda pair: (str(pair[0].id) != chosen, order[pair[0].item], pair[0].id))
    figures = next((pairs(item, request.args) for call, item in calls if str(call.id) == chosen), [])
    drafts = own.drafts_by_call(current_user.enterprise_id)
    words = {one.code: one for one in measures(rules_in_force())} if calls else {}
    return render_template(
        "applications/new.html", calls=calls, drafts=drafts, chosen=chosen, figures=figures, words=words
    )


@bp.post("/applications")
@acts
def create() -> Answer:
    """Start a draft under the chosen call, prefilled with what is known and what was estimated."""
    chosen = request.form.get("call", "")
    call = db.session.get(Call, int(chosen)) if chosen.isascii() and chosen.isdigit() and len(chosen) <= 18 else None
    if call is None:
        abort(404)
    case = application.create(call, current_user.enterprise_id, current_actor())
    facts, sources = prefilled(case, carried(catalogue.item(case.item), request.form))
    application.save(case, facts, [], declared=False, actor=current_actor(), sources=sources)
    return url_for("filing.facts", number=case.number)


@bp.get("/applications/<number>")
def show(number: str) -> Answer:
    """Where the application stands, whose turn it is, by when, and how the amount is computed."""
    return render_template("applications/tracking.html", **tracking(load(number)))


@bp.get("/applications/<number>/withdrawal")
def withdrawal(number: str) -> str:
    """The question before a withdrawal."""
    file = load(number)
    reasons = blockers(file.dossier, "withdraw", current_actor())
    return render_template("applications/withdrawal.html", case=file.case, item=file.item, blockers=reasons)


@bp.post("/applications/<number>/withdrawal")
@acts
def withdraw(number: str) -> Answer:
    """Withdraw the application."""
    case = case_for_step(number)
    reason = request.form.get("reason", "").replace("\x00", "").strip()[:500]
    application.withdraw(case, current_actor(), reason)
    flash(_("申请已撤回。"), "success")
    return url_for("applications.show", number=number)
