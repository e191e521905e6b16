"""Objecting to a public notice: the form for everybody, and the receipt where the answer is read."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from forms.objection import ObjectionForm
from states.dossier import Dossier
from states.guards_who import objector_outside
from states.lifecycle import Refused
from states.limits import Limits
from workflow import storage
from workflow.actions import objection, objection_gate
from workflow.actions.objection import Statement
from workflow.actions.once import KeyReusedError
from workflow.actions.public_tracking import source
from workflow.clock import business_date
from workflow.db import db
from workflow.models.case import Case
from workflow.models.decision import Publicity
from workflow.permissions import current_actor
from workflow.queries.calendar import calendar
from workflow.queries.challenges import objection_of
from workflow.queries.publicity import noticed
from workflow.views import answers
from workflow.views.acting import Answer
from workflow.views.filters import say
from workflow.views.item_words import item_words
from workflow.views.openly import not_too_often

bp = Blueprint("objections", __name__)


@bp.get("/notice/<number>/objection")
def form(number: str) -> Answer:
    """The form, beside what the notice says; when the notice does not run, the list of notices."""
    found = noticed(number, business_date()) if len(number) <= 40 else None
    return _page(*found, ObjectionForm(formdata=None)) if found else _over()


@bp.post("/notice/<number>/objection")
def send(number: str) -> Answer:
    """Take the objection; its receipt is the answer. The same form again gives the same receipt.

    Its file is looked at before anything is locked, so that nobody waits for it.
    """
    key = request.form.get("submission_key", "")
    if not 16 <= len(key) <= 40 or not key.isascii():
        abort(400, _("这个页面缺少提交标识，请刷新页面再办。"))
    not_too_often("objection")  # a file costs more than a look at it
    found = noticed(number, business_date()) if len(number) <= 40 else None
    if found is None:
        return _over()
    filled = ObjectionForm()
    if not filled.validate():
        return _page(*found, filled), 422
    who: dict[str, Any] = {
        "citizen": current_actor() if current_user.is_authenticated else None,
        "source": source("objection", request.remote_addr or ""),
    }
    try:
        said = _said(filled, found[0], who)
        found = noticed(number, business_date(), lock=True)
        if found is None:
            return _over()
        receipt = objection.raise_objection(found[0], said, form_key=key, **who).receipt
        db.session.commit()
    except storage.FileRefusedError as refused:
        filled.file.errors = (say(refused.why),)
        found = noticed(number, business_date())
        return (_page(*found, filled), 422) if found else _over()
    except Refused as refused:
        db.session.rollback()
        return answers.refused(refused.blockers)
    except (IntegrityError, KeyReusedError):
        db.session.rollback()
        return answers.key_reused()
    flash(_("异议已收到，请记下回执号。"), "success")
    return redirect(url_for("objections.receipt", receipt=receipt), 303)


def _said(filled: ObjectionForm, case: Case, who: dict[str, Any]) -> Statement:
    """What was filled in. A file goes to the store with no transaction open, and only if the objection would be taken."""
    said = Statement(filled.name.data or "", filled.contact.data or "", filled.statement.data or "")
    file = request.files.get("file")
    if file is None or not file.filename:
        return said
    objection_gate.check(case, **who)
    db.session.rollback()
    stored = said._replace(file=(file.filename, file.read())).stored()
    assert stored is not None
    return said._replace(file=(file.filename, stored))


def _over() -> Answer:
    flash(_("这件申请现在不在公示期内，不能提出异议。"), "warn")
    return redirect(url_for("publicity.public"), 303)


def _page(case: Case, notice: Publicity, filled: ObjectionForm) -> str:
    article, title = item_words(case.item)
    own = current_user.is_authenticated and current_user.enterprise_id == case.enterprise_id
    return render_template(
        "objections/form.html",
        case=case,
        notice=notice,
        article=article,
        title=title,
        form=filled,
        left=calendar().left(business_date(), notice.ends_on),
        limit=Limits(**case.call.days).objection,
        why=objector_outside.blocker(Dossier()) if own else None,
    )


@bp.get("/notice/receipts/<receipt>")
def receipt(receipt: str) -> str:
    """Where an objection stands, for whoever holds its receipt: dates and the answer, not what was written."""
    found = objection_of(receipt)
    if found is None:
        abort(404)
    row, number = found
    return render_template("objections/receipt.html", row=row, number=number)
