"""Every file that somebody of the bureau gets is written down after the answer is made, whichever page gave it."""

from flask import Flask, Response, request
from flask_login import current_user
from werkzeug.http import parse_options_header

from workflow.actions import download_log
from workflow.views.sending import SHA256


def register(app: Flask) -> None:
    """Look at every answer."""
    app.after_request(_noted)


def _noted(response: Response) -> Response:
    disposition = response.headers.get("Content-Disposition", "")
    sha256 = response.headers.pop(SHA256, None)
    if response.status_code != 200 or not disposition.startswith("attachment"):
        return response
    if not current_user.is_authenticated or current_user.duty_group == "enterprise":
        return response
    name = parse_options_header(disposition)[1].get("filename", "")
    path = request.full_path.rstrip("?")
    parts = request.view_args or {}
    download_log.note(current_user.id, request.endpoint or "", parts, path, name, response.content_length, sha256)
    return response
