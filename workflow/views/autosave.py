"""Saving a form while it is being filled in. Answers the script in JSON; nothing is said to be saved that is not committed."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from states.lifecycle import Refused
from workflow.actions import application
from workflow.actions.advance import FasterElseError
from workflow.clock import SHANGHAI
from workflow.db import db
from workflow.models.filing import Filing
from workflow.permissions import current_actor
from workflow.queries.casefile import CaseFile, open_file
from workflow.views.acting import case_for_step
from workflow.views.application_page import filing_form
from workflow.views.changes import Change, changes, overtaken, page_name
from workflow.views.correction_page import open_form
from workflow.views.filters import say

bp = Blueprint("autosave", __name__)


@bp.post("/applications/<number>/autosave")
def keep(number: str) -> tuple[BaseResponse, int]:
    """Keep what is in the form. 409 tells what differs when another page saved first, or why nothing can be kept."""
    try:
        file = open_file(case_for_step(number))
        form = open_form(file, request.form) if file.correction else filing_form(file, request.form)
        if lost := overtaken(file, form):
            answer = {"digest": file.filing.digest, "differs": [_row(one) for one in lost]}
            db.session.rollback()
            return jsonify(answer), 409
        stored = (file.filing.facts, file.filing.other_money)
        filing = file.filing
        if changes(file.item, stored, (form.facts(), form.other_money())):
            filing = application.save(
                file.case, form.facts(), form.other_money(), declared=False, actor=current_actor(), page=page_name()
            )
        answer = _saved(file, filing)
        db.session.commit()
    except FasterElseError:
        db.session.rollback()
        return jsonify({"sentence": _("这件申请刚才有了新的进展，请刷新页面再填。")}), 409
    except Refused as refused:
        db.session.rollback()
        return jsonify({"sentence": "；".join(say(one) for one in refused.blockers)}), 409
    return jsonify(answer), 200


def _row(change: Change) -> dict[str, str]:
    return {"label": change.label, "saved": change.before, "typed": change.after}


def _saved(file: CaseFile, filing: Filing) -> dict[str, Any]:
    """What the page must know for its next save: version, digest; and what it shows: the time, sources still good."""
    return {
        "saved_at": f"{filing.saved_at.astimezone(SHANGHAI):%H:%M}",
        "revision": filing.revision,
        "digest": filing.digest,
        "version": file.case.version,
        "sources": sorted(filing.sources or {}),
    }
