"""Tracking without signing in: number and code give one status line, nothing else."""

import hmac
from typing import Any

from flask import Blueprint, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forms.casework import clean
from states.names import State
from states.next_words import next_sentence
from states.words import APPLICANT_WORDS
from workflow.actions.public_tracking import failed, locked
from workflow.models.case import Case
from workflow.queries.casefile import open_file
from workflow.queries.public_tracking import submitted_case
from workflow.views.filters import say

bp = Blueprint("public_tracking", __name__)
LONGEST = 40


@bp.get("/track")
def show() -> BaseResponse:
    """The form; with number and code its answer. Wrong pairs, unknown numbers and locked ones read the same."""
    number, code = _typed("number"), _typed("code")
    answer: dict[str, Any] = {}
    if number or code:
        case = _found(number, code)
        answer = {"wrong": _wrong()} if case is None else {"status": _status(case)}
    status = 422 if "wrong" in answer else 200
    page = render_template("papers/track.html", number=number, code=code, **answer)
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address carries the code
    return response


def _typed(name: str) -> str:
    return clean(request.args.get(name, "")).strip().upper()[: LONGEST + 1]


def _found(number: str, code: str) -> Case | None:
    address = request.remote_addr or ""
    if locked(address, number):
        return None
    case = submitted_case(number) if len(number) <= LONGEST else None
    expected = case.tracking_code if case is not None else "-"
    if hmac.compare_digest(expected.encode(), code.encode()) and case is not None:
        return case
    failed(address, number, exists=case is not None)
    return None


def _wrong() -> str:
    return _("编号和查询码对不上。请照回执再输一遍；连着错多次要等15分钟再查。")


def _status(case: Case) -> dict[str, Any]:
    file = open_file(case)
    state = State(case.state)
    return {
        "state": state,
        "number": case.number,
        "word": say(APPLICANT_WORDS[state]),
        "sentence": say(next_sentence(file.dossier)),
        "title": file.item.title,
        "article": file.item.article,
        "submitted": case.submitted_at,
        "accepted": case.accepted_at,
        "due": case.due_on,
        "paid": case.paid_at,
    }
