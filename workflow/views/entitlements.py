"""Bureau-started awards at the desk: a list read in, looked at row by row, confirmed by another person, and what came of it."""

import hashlib
from pathlib import Path

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.entitlement import ListForm
from workflow.actions import entitlement
from workflow.clock import now
from workflow.db import db
from workflow.intake.fault import FaultError
from workflow.models.call import Call
from workflow.models.entitlement import ITEMS
from workflow.permissions import current_actor
from workflow.queries import entitlements
from workflow.queries.applications import open_calls
from workflow.queries.people import names_of
from workflow.sheets import SheetError
from workflow.views.acting import Answer, acts
from workflow.views.entitlement_file import MOST_BYTES, rows_of
from workflow.views.entitlement_page import READERS, number
from workflow.views.item_words import item_words
from workflow.views.locale import english

bp = Blueprint("entitlements", __name__)


@bp.get("/entitlements")
def index() -> str:
    """The lists, newest first, and the form that reads another one in."""
    return _index()


def _index(form: ListForm | None = None) -> str:
    found = entitlements.lists(number(request.args.get("before", "")) or None)
    shown = found[: entitlements.SHOWN]
    return render_template(
        "entitlements/index.html",
        lists=shown,
        older=shown[-1].row.id if len(found) > len(shown) else None,
        names=names_of(person for one in shown for person in (one.row.read_by, one.row.confirmed_by)),
        form=(form or ListForm(formdata=None, calls=_calls())) if current_user.roles & READERS else None,
        item_words=item_words,
    )


def _calls() -> list[tuple[str, str]]:
    calls = [call for call in open_calls(now()) if call.item in ITEMS]
    return [(str(call.id), call.title_en if english() else call.title_zh) for call in calls]


@bp.post("/entitlements")
@acts
def read() -> Answer:
    """Read the file and show what it would do; the same file again leads to the first reading."""
    form = ListForm(calls=_calls())
    if not form.validate():
        return _index(form), 422
    call = db.session.get_one(Call, int(form.call.data))
    sent = request.files.get("file")
    data = sent.stream.read(MOST_BYTES + 1) if sent and sent.filename else b""
    name = Path(sent.filename or "").name[:200] if sent else ""
    try:
        rows = rows_of(name, data, call.item)
    except (SheetError, FaultError) as error:
        flash(_("这个文件读不了：%(why)s", why=str(error)), "error")
        return url_for("entitlements.index")
    sha256 = hashlib.sha256(data).hexdigest()
    known = entitlements.same_file(call.id, sha256)
    if known is not None:
        flash(_("这份文件之前读过，没有再读一遍。"), "info")
        return url_for("entitlement_page.show", entitled=known)
    found = entitlement.read(call, name, sha256, rows, current_actor())
    return url_for("entitlement_page.show", entitled=found.id)
