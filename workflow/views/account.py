"""A person's own account: name, mail address, password, second factor, and what changed lately."""

from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.account import OwnMailForm
from forms.password import ChangePasswordForm
from workflow.actions import own_mail
from workflow.actions.password import set_password
from workflow.actions.registration import is_taken
from workflow.queries.account_events import newest
from workflow.views.acting import Answer, acts
from workflow.views.again import own_account

bp = Blueprint("account", __name__)
EVENTS = {
    "registered": lambda: _("注册企业"),
    "invited": lambda: _("发出邀请"),
    "invitation_withdrawn": lambda: _("撤回邀请"),
    "joined": lambda: _("接受邀请"),
    "handed_over": lambda: _("成为管理员"),
    "password_asked": lambda: _("找回密码，已发信"),
    "password_changed": lambda: _("改密码"),
    "email_changed": lambda: _("换邮箱"),
    "second_factor_on": lambda: _("开启两步验证"),
    "second_factor_off": lambda: _("关闭两步验证"),
    "recovery_codes_made": lambda: _("生成备用码"),
    "contacts_changed": lambda: _("改联系方式"),
}


@bp.get("/account")
def show() -> str:
    """Everything about the own account."""
    return _page()


def _page(**forms: Any) -> str:
    return render_template(
        "account/show.html",
        password=forms.get("password") or ChangePasswordForm(formdata=None),
        mail=forms.get("mail") or OwnMailForm(formdata=None, prefix="mail-"),
        events=[(EVENTS[row.kind](), row) for row in newest(current_user.id) if row.kind in EVENTS],
    )


@bp.post("/account/password")
@acts
def password() -> Answer:
    """Another password; sessions elsewhere end."""
    form = ChangePasswordForm()
    form.staff = current_user.duty_group != "enterprise"
    form.known = (current_user.login, current_user.enterprise_name or "", current_user.email or "")
    user = own_account(form)
    if user is None:
        return _page(password=form), 422
    set_password(user, form.password.data or "", keep=current_user.get_id())
    flash(_("密码改好了。其他地方的登录都已退出。"), "success")
    return url_for("account.show")


@bp.post("/account/mail")
@acts
def mail() -> Answer:
    """Another mail address; the old one is told."""
    form = OwnMailForm(prefix="mail-")
    user = own_account(form)
    if user is None:
        return _page(mail=form), 422
    if is_taken(form.email.data or "") and form.email.data != user.email:
        form.email.errors = (_("这个邮箱已有账号，请换一个。"),)
        return _page(mail=form), 422
    own_mail.change(user, form.email.data or "")
    flash(_("邮箱换好了。"), "success")
    return url_for("account.show")
