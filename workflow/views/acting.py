"""What every changing page shares: one transaction, once per form, and a kind answer when it cannot be done."""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeAlias

from flask import abort, current_app, flash, redirect, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as BaseResponse

from states.lifecycle import Refused
from workflow.actions.advance import FasterElseError, check_version
from workflow.actions.once import AlreadyDoneError, KeyReusedError, body_hash, claim, remember
from workflow.db import db
from workflow.models.case import Case
from workflow.permissions import case_or_404
from workflow.views import answers
from workflow.views.walking import bare, walking

#: Fields that hold a password, whatever prefix their form has.
PASSWORDS = frozenset({"password", "again", "current"})

Answer: TypeAlias = str | BaseResponse | tuple[str, int]


def acts(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Wrap a POST view. It returns the address to go to (committed, 303) or a page with errors (rolled back)."""

    @wraps(view)
    def run(**kwargs: Any) -> Answer:
        key = request.form.get("submission_key", "")
        if not 16 <= len(key) <= 40 or not key.isascii():
            abort(400, _("这个页面缺少提交标识，请刷新页面再办。"))
        body = body_hash(_sent())
        try:
            claim(current_user.id, request.path, key, body)
            answer = view(**kwargs)
            if not isinstance(answer, str) or not answer.startswith("/"):
                db.session.rollback()
                return answer
            remember(current_user.id, request.path, key, bare(answer))
            db.session.commit()
        except AlreadyDoneError as done:
            db.session.rollback()
            flash(_("这一步刚才已经办好了，没有再办第二次。"), "info")
            return redirect(walking(done.result_url or request.path), 303)
        except KeyReusedError:
            db.session.rollback()
            return answers.key_reused()
        except FasterElseError as faster:
            db.session.rollback()
            return answers.faster_else(faster)
        except Refused as refused:
            db.session.rollback()
            return answers.refused(refused.blockers)
        except IntegrityError as broken:
            db.session.rollback()
            return answers.broken_promise(broken)
        return redirect(walking(answer), 303)

    return run


def _sent() -> Iterator[tuple[str, list[str]]]:
    """What the form holds: its fields, passwords by a keyed hash, and the bytes of its files by their hash."""
    for name, values in request.form.lists():
        yield name, [_sealed(value) for value in values] if name.rpartition("-")[2] in PASSWORDS else values
    for name, files in request.files.lists():
        yield name, [_digest(file) for file in files]


def _sealed(password: str) -> str:
    """What stands for a password in the hash of its form: who reads the table cannot try passwords on it."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, password.encode(), hashlib.sha256).hexdigest()


def _digest(file: FileStorage) -> str:
    digest = hashlib.sha256()
    while chunk := file.stream.read(1 << 20):
        digest.update(chunk)
    file.stream.seek(0)
    return digest.hexdigest()


def case_for_step(number: str) -> Case:
    """Load and lock a case for a step, and check that the form was rendered after the newest one."""
    case = case_or_404(number, for_change=True)
    version = request.form.get("version", "")
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        abort(400, _("这个页面缺少案件版本，请刷新页面再办。"))
    check_version(case, int(version))
    return case
