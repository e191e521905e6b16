"""Fetching a file that came with a message."""

from flask import Blueprint, abort, send_file
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from states.names import Role
from workflow import storage
from workflow.models.case import Case
from workflow.permissions import visible_cases
from workflow.queries import messages
from workflow.views.message_box import SERVED

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
    response = send_file(
        storage.path_of(blob.sha256),
        mimetype=storage.MEDIA_TYPES[blob.kind],
        as_attachment=True,
        download_name=row.name,
        conditional=False,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
