"""Messages inside a case: the applicant's page and the bureau's page of them, writing one."""

from typing import Any

from flask import Blueprint, flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.message import MessageForm
from states.names import Role
from workflow.actions import message
from workflow.db import db
from workflow.models.case import Case
from workflow.permissions import case_or_404, current_actor
from workflow.queries.message_templates import BY_CODE
from workflow.views import ready_made
from workflow.views.acting import Answer, acts
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.message_box import box
from workflow.views.receiving import receive

bp = Blueprint("messages", __name__)


@bp.get("/applications/<number>/messages")
def own(number: str) -> str:
    """All messages of an own case."""
    return _page(case_or_404(number))


@bp.post("/applications/<number>/messages")
def ask(number: str) -> Answer:
    """Write to the bureau."""
    _take_in(number)
    return _ask(number=number)


def _take_in(number: str) -> None:
    """The files are looked at and kept before the transaction begins, so that nobody waits for it."""
    case_or_404(number)
    db.session.rollback()
    g.received = receive(request.files.getlist("files")[: message.MOST_FILES + 1])


@acts
def _ask(number: str) -> Answer:
    return _send(case_or_404(number), "applications.show")


@bp.get("/cases/<number>/messages")
def thread(number: str) -> str:
    """All messages of a case; `template` begins a message with a ready-made text."""
    case = case_or_404(number)
    chosen = ready_made.chosen(case, request.args.get("template", ""))
    return _page(case, chosen.form if chosen else None, chosen.empty if chosen else [])


@bp.post("/cases/<number>/messages")
def answer(number: str) -> Answer:
    """Write to the enterprise. Tags are filled; one that has nothing to stand for stops the message."""
    _take_in(number)
    return _answer(number=number)


@acts
def _answer(number: str) -> Answer:
    return _send(case_or_404(number), "cases.show")


def _send(case: Case, home: str) -> Answer:
    form = MessageForm()
    template = form.template.data if form.template.data in BY_CODE else None
    right, empty = form.validate(), []
    if refused := [one.why for one in g.received if one.why]:
        form.files.errors, right = (*form.files.errors, *refused), False
    if Role.APPLICANT not in current_user.roles and right:
        empty = ready_made.complete(case, form, template)
    if not right or empty:
        return _page(case, form, empty), 422
    message.write(
        case,
        form.text.data or "",
        current_actor(),
        asks_answer=bool(form.asks.data),
        template=template,
        files=[(one.name, one.stored) for one in g.received],
    )
    flash(_("留言已发出。"), "success")
    return url_for(home, number=case.number, _anchor="messages")


def _page(case: Case, form: MessageForm | None = None, empty: list[str] | None = None) -> str:
    shown: dict[str, Any] = box(case, last=None, form=form)
    side = "own" if Role.APPLICANT in current_user.roles else "desk"
    article, title = item_words(case.item)
    return render_template(
        f"messages/{side}.html",
        case=case,
        title=f"{say(article)}　{say(title)}",
        messages=shown,
        empty=empty or [],
        templates=ready_made.choices(case.number),
    )
