"""The proof pack of one payment, to be handed to whoever checks the bureau."""

import hashlib

from flask import Blueprint, abort
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from workflow.exports.proof_pack import pack
from workflow.permissions import case_or_404
from workflow.routes.access import READS_SHEETS
from workflow.views.sending import SHA256, made

bp = Blueprint("proof_packs", __name__)


@bp.get("/cases/<number>/payments/<int:instalment>/proof")
def download(number: str, instalment: int) -> BaseResponse:
    """Everything behind the payment as one .zip; the log of downloads keeps its hash."""
    case = case_or_404(number)
    votes = bool(READS_SHEETS & current_user.roles)
    data = pack(case, instalment, one_by_one=votes) if 1 <= instalment <= 60 else None
    if data is None:
        abort(404)
    answer = made(data, "application/zip", f"{_('拨付证据包')} {number}-{instalment}.zip")
    answer.headers[SHA256] = hashlib.sha256(data).hexdigest()
    return answer
