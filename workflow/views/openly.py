"""Forms that anybody may send: counted by where they come from, and answered without a person behind them."""

from flask import abort, make_response, request
from werkzeug.wrappers import Response as BaseResponse

from workflow.actions.throttle import MOST_FROM, too_often
from workflow.db import db


def not_too_often(kind: str) -> None:
    """Count one more form of this kind from this address; over the limit it is refused (429). Commits the count."""
    over = too_often(f"{kind}-from", request.remote_addr or "", MOST_FROM)
    db.session.commit()
    if over:
        abort(429)


def with_secret(page: str, status: int = 200) -> BaseResponse:
    """A page whose address carries a secret: nobody else may learn of it."""
    response = make_response(page, status)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
