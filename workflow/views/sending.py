"""Files on their way to a person: always a download, boxed in, with its own name."""

from io import BytesIO
from pathlib import Path

from flask import send_file
from werkzeug.wrappers import Response as BaseResponse

from workflow import storage
from workflow.models.filing import Blob

#: The header by which a view tells the log of downloads which bytes it gave; it never leaves the application.
SHA256 = "X-File-Sha256"


def kept(blob: Blob, name: str) -> BaseResponse:
    """A file of the store. Whether the person may have it, and whether it was scanned, is asked before."""
    return _download(storage.path_of(blob.sha256), storage.MEDIA_TYPES[blob.kind], name)


def made(data: bytes, media_type: str, name: str) -> BaseResponse:
    """A file made just now."""
    return _download(BytesIO(data), media_type, name)


def _download(source: Path | BytesIO, media_type: str, name: str) -> BaseResponse:
    response = send_file(source, mimetype=media_type, as_attachment=True, download_name=name, conditional=False)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
