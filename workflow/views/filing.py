"""Filling in an application, looking it over, and submitting it."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from forms.fields import titled
from forms.filing import FilingForm
from states.lifecycle import Blocker, blockers
from workflow.actions import application
from workflow.permissions import current_actor
from workflow.queries.casefile import CaseFile, open_file
from workflow.views.acting import Answer, acts, case_for_step
from workflow.views.application_page import filing_form, frame, is_draft, load
from workflow.views.changes import Change, overtaken, page_name
from workflow.views.filed_answers import filed_answers
from workflow.views.promises import LATER, PROMISES, later_promise
from workflow.views.row_buttons import pressed

bp = Blueprint("filing", __name__)


@bp.get("/applications/<number>/facts")
def facts(number: str) -> Answer:
    """The form; `?check=1` shows what is wrong at once, `?more=name` adds a blank row."""
    file = load(number)
    if not is_draft(file):
        return redirect(url_for("applications.show", number=number), 303)
    form = filing_form(file)
    if request.args.get("check"):
        form.validate()
    form.add_row(request.args.get("more", ""))
    return _facts_page(file, form)


def _facts_page(file: CaseFile, form: FilingForm, conflict: Sequence[Change] = ()) -> str:
    """The page; `conflict`: what another page saved meanwhile. What was typed stays in the form."""
    return render_template("applications/facts.html", form=form, conflict=conflict, **frame(file, "facts", form))


@bp.post("/applications/<number>/facts")
@acts
def save(number: str) -> Answer:
    """Keep the form. `act`: next (only when everything is right), save, add:<rows>, remove:<rows>:<n>, else stay."""
    file = open_file(case_for_step(number))
    form = filing_form(file, request.form)
    act, name = pressed(form)
    if rows := overtaken(file, form):
        return _facts_page(file, form, rows), 409
    if act == "next" and not form.validate():
        return _facts_page(file, form), 422
    application.save(
        file.case, form.facts(), form.other_money(), declared=False, actor=current_actor(), page=page_name()
    )
    if act == "next":
        return url_for("documents.index", number=number)
    if act == "save":
        flash(_("草稿存好了，可以随时接着填。"), "success")
        return url_for("applications.index")
    more = name if act == "add" else None
    return url_for("filing.facts", number=number, more=more, _anchor=name or None)


@bp.get("/applications/<number>/review")
def review(number: str) -> Answer:
    """Everything once more before it is submitted."""
    file = load(number)
    if not is_draft(file):
        return redirect(url_for("applications.show", number=number), 303)
    return _review_page(file)


def _review_page(file: CaseFile, sentence: str = "", ticked: Collection[str] = ()) -> str:
    form = filing_form(file)
    form.validate()
    reasons: tuple[Blocker, ...] = blockers(file.dossier, "submit", current_actor())
    context: dict[str, Any] = frame(file, "review", form) | {"titled": titled}
    return render_template(
        "applications/review.html",
        form=form,
        file=file,
        filed=filed_answers(file),
        blockers=[reason for reason in reasons if reason.code != "statement_signed"],
        missing=[kind for kind in file.item.documents if kind.code in file.missing_documents],
        sentence=sentence,
        promises=PROMISES | ({LATER: later_promise(file)} if file.deferred else {}),
        ticked=ticked,
        **context,
    )


@bp.post("/applications/<number>/submission")
@acts
def submit(number: str) -> Answer:
    """Submit: the statement must be ticked, every answer right, every required document there."""
    file = open_file(case_for_step(number))
    if is_draft(file):
        ticked = set(request.form.getlist("declared"))
        if request.form.get("base") != file.filing.digest:
            return _review_page(file, _("内容刚才在另一个页面改过，请再看一遍再提交。"), ticked), 409
        if not PROMISES.keys() | ({LATER} if file.deferred else set()) <= ticked:
            return _review_page(file, _("请先勾选承诺，再提交。"), ticked), 422
        if not filing_form(file).validate():
            return _review_page(file), 422
        filing = file.filing
        application.save(file.case, filing.facts, filing.other_money, declared=True, actor=current_actor())
    application.submit(file.case, current_actor(), promised=LATER in request.form.getlist("declared"))
    return url_for("papers.receipt", number=file.case.number)
