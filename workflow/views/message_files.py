"""Fetching a file that came with a message."""

from flask import Blueprint, abort
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from states.names import Role
from workflow.models.case import Case
from workflow.models.document import SERVED
from workflow.permissions import visible_cases
from workflow.queries import messages
from workflow.views.sending import kept

bp = Blueprint("message_files", __name__)


@bp.get("/messages/files/<attachment>")
def download(attachment: str) -> BaseResponse:
    """A file of a message: always a download, for those who may see its case."""
    found = messages.file_of(attachment) if len(attachment) <= 40 else None
    if found is None:
        abort(404)
    row, blob, said = found
    mine = visible_cases("own" if Role.APPLICANT in current_user.roles else "any").where(Case.id == said.case_id)
    if not messages.any_of(mine) or blob.scan not in SERVED:
        abort(404)
    return kept(blob, row.name)
