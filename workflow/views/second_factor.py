"""Setting up the second factor: a picture for the telephone, the first code, ten codes for the drawer."""

from flask import Blueprint, abort, current_app, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.account import CodeForm
from forms.password import OwnPasswordForm
from workflow.actions import second_factor
from workflow.db import db
from workflow.queries.second_factors import codes_left, second_factor_of
from workflow.views.acting import Answer, acts
from workflow.views.again import own_account

bp = Blueprint("second_factor", __name__)
ISSUER = "智感惠企"


@bp.get("/account/second-factor")
def form() -> str:
    """Where the second factor stands: none, to be confirmed, or on."""
    return _page()


def _page(
    code: CodeForm | None = None, own: OwnPasswordForm | None = None, fresh: OwnPasswordForm | None = None
) -> str:
    row = second_factor_of(current_user.id)
    picture, secret = _picture(row.secret) if row and row.confirmed_at is None else ("", "")
    return render_template(
        "account/second_factor.html",
        row=row,
        picture=picture,
        secret=secret,
        left=codes_left(current_user.id),
        code=code or CodeForm(formdata=None),
        own=own or OwnPasswordForm(formdata=None),
        fresh=fresh or OwnPasswordForm(formdata=None, prefix="fresh-"),
        needed=_needed(),
    )


def _needed() -> bool:
    return bool(current_app.config["STAFF_SECOND_FACTOR"]) and current_user.duty_group != "enterprise"


def _picture(secret: str) -> tuple[str, str]:
    """The QR code as a data address, and the secret in groups of four for typing."""
    import pyotp
    import segno

    address = pyotp.TOTP(secret).provisioning_uri(name=current_user.login, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#ffffff")
    return picture, " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


@bp.post("/account/second-factor")
@acts
def start() -> Answer:
    """Make a secret; it counts once its first code was typed."""
    form = OwnPasswordForm()
    if own_account(form) is None:
        return _page(own=form), 422
    second_factor.start(current_user.id)
    return url_for("second_factor.form")


@bp.post("/account/second-factor/confirmation")
def confirm() -> str | tuple[str, int]:
    """The first code: the second factor is on, and the recovery codes are shown this once."""
    form = CodeForm()
    codes = second_factor.confirm(current_user.id, (form.code.data or "").strip()) if form.validate() else []
    db.session.commit()
    if not codes:
        if not form.errors:
            form.code.errors = (_("验证码不对。请看手机时间准不准，等下一个再填。"),)
        return _page(code=form), 422
    return render_template("account/codes.html", codes=codes)


@bp.post("/account/second-factor/codes")
def codes() -> str | tuple[str, int]:
    """Ten new recovery codes, shown this once; the old ones stop working."""
    form = OwnPasswordForm(prefix="fresh-")
    if own_account(form) is None:
        return _page(fresh=form), 422
    if not current_user.second_factor:
        abort(404)
    made = second_factor.fresh_codes(current_user.id)
    db.session.commit()
    return render_template("account/codes.html", codes=made)


@bp.post("/account/second-factor/removal")
@acts
def remove() -> Answer:
    """Turn it off, where the installation leaves the choice."""
    form = OwnPasswordForm()
    if _needed():
        abort(403)
    if own_account(form) is None:
        return _page(own=form), 422
    second_factor.remove(current_user.id)
    flash(_("两步验证已关闭，登录只要密码。"), "success")
    return url_for("account.show")
