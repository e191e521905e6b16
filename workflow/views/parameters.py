"""Parameters: the days of new calls, who decides above which sum, and the questions about the text with their answers."""

from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.call import DAY_LABELS, STAGES
from forms.parameters import AnswerForm, DaysForm
from rules.policy import Policy
from states.limits import Limits
from states.names import Role
from workflow.actions import parameters
from workflow.models.admin_change import DAYS, READING
from workflow.models.threshold import SECOND, VOTE
from workflow.permissions import current_actor
from workflow.queries import admin_changes, thresholds
from workflow.queries.call_desk import standard_days
from workflow.queries.people import names_of
from workflow.queries.questions import Question, questions
from workflow.queries.rulebook import newest_version, policy
from workflow.views.acting import Answer, acts
from workflow.views.admin_lines import lines
from workflow.views.admin_words import DEED_WORDS, KIND_WORDS, words
from workflow.views.filters import say

bp = Blueprint("parameters", __name__)


def _in_force() -> Policy:
    return policy(newest_version())


@bp.get("/parameters")
def index() -> str:
    """All of them."""
    return _page()


def _page(form: DaysForm | None = None) -> str:
    limits = Limits(**standard_days())
    days = {name: getattr(limits, name) for name in STAGES}
    proposes = bool({Role.REVIEWER, Role.SUPERVISOR} & current_user.roles)
    page, version = admin_changes.record((DAYS, READING)), _in_force()
    return render_template(
        "parameters/index.html",
        days=days,
        labels=DAY_LABELS,
        vote=thresholds.of_today(VOTE),
        second=thresholds.of_today(SECOND),
        version=version,
        questions=questions(version),
        waiting=admin_changes.waiting((DAYS, READING)),
        form=(form or DaysForm(formdata=None, data=days)) if proposes else None,
        opened=form is not None,
        page=page,
        names=names_of(row.actor_id for row in page.rows),
        kinds=words(KIND_WORDS),
        deeds=words(DEED_WORDS),
        lines=lines,
    )


@bp.post("/parameters/days")
@acts
def propose_days() -> Answer:
    """Put other days before the second person."""
    form = DaysForm()
    if not form.validate():
        return _page(form), 422
    parameters.propose_days(form.values(), form.reason.data or "", current_actor())
    flash(_("已提议，科室负责人批准后，以后新开的批次按新的时限。"), "success")
    return url_for("parameters.index")


def _question(key: str) -> Question:
    return next((one for one in questions(_in_force()) if one.key == key), None) or abort(404)


def _form(question: Question, **more: Any) -> AnswerForm:
    return AnswerForm([(way.value, say(way.words)) for way in question.ways], **more)


@bp.get("/parameters/questions/<question>")
def ask(question: str) -> str:
    """One question, to record its answer."""
    found = _question(question)
    chosen = next((way.value for way in found.ways if way.chosen), None)
    return _asked(found, _form(found, formdata=None, value=chosen))


def _asked(question: Question, form: AnswerForm) -> str:
    return render_template("parameters/question.html", question=question, form=form)


@bp.post("/parameters/questions/<question>")
@acts
def answer(question: str) -> Answer:
    """Put the answer before the second person."""
    found = _question(question)
    form = _form(found)
    if not form.validate():
        return _asked(found, form), 422
    parameters.propose_answer(_in_force(), question, form.value.data, form.reason.data or "", current_actor())
    flash(_("已提议，科室负责人批准后记为已确认。"), "success")
    return url_for("parameters.index")
