"""Accounts of the bureau: the administrator keeps them, who decides and who audits reads along."""

from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.staff import AccountForm, RolesForm, WhyForm
from states.duty_groups import DUTY_GROUPS
from states.names import Role
from workflow.actions import staff as accounts
from workflow.models.user import User
from workflow.permissions import current_actor
from workflow.queries import accounts as sessions
from workflow.queries import admin_changes, staff
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts
from workflow.views.admin_lines import lines
from workflow.views.admin_words import ACCOUNT_KINDS, DEED_WORDS, GROUP_WORDS, KIND_WORDS, words
from workflow.views.shell import ROLE_WORDS

bp = Blueprint("staff", __name__)
#: The bureau's duty groups.
GROUPS = {group: held for group, held in DUTY_GROUPS.items() if group != "enterprise"}


def roles() -> dict[str, str]:
    """Role → its word on the page."""
    return {str(role): word() for role, word in ROLE_WORDS.items()}


def _keeps() -> bool:
    return Role.ADMINISTRATOR in current_user.roles


@bp.get("/staff")
def index() -> str:
    """Everybody of the bureau."""
    return _page()


def _page(form: AccountForm | None = None) -> str:
    rows = staff.everybody()
    ids = [row.id for row in rows]
    waiting = admin_changes.waiting(ACCOUNT_KINDS)
    return render_template(
        "staff/index.html",
        rows=rows,
        seen=sessions.last_seen(ids),
        factors=staff.with_second_factor(ids),
        waiting=waiting,
        names=names_of(change.proposed_by for change in waiting),
        form=(form or AccountForm(roles(), GROUPS, formdata=None)) if _keeps() else None,
        roles=roles(),
        groups=words(GROUP_WORDS),
    )


@bp.post("/staff")
@acts
def create() -> Answer:
    """A new account."""
    form = AccountForm(roles(), GROUPS)
    if not form.validate():
        return _page(form), 422
    group, chosen = form.chosen
    made = accounts.create(
        form.login.data, form.name.data.strip(), form.email.data, group, chosen, form.reason.data, current_actor()
    )
    done = _("%(name)s的账号已开通，设密码的信已发出。", name=form.name.data)
    flash(done if made else _("已提议，科室负责人批准后开通。"), "success")
    return url_for("staff.show", login=form.login.data) if made else url_for("staff.index")


@bp.get("/staff/<login>")
def show(login: str) -> str:
    """One account with its record."""
    return _one(_known(login))


def _known(login: str) -> User:
    user = staff.one(login) if len(login) <= 200 else None
    if user is None:
        abort(404)
    return user


def _own_group(user: User) -> dict[str, tuple[str, ...]]:
    return {user.duty_group: DUTY_GROUPS[user.duty_group]}


def _one(user: User, **forms: Any) -> str:
    page = admin_changes.record(subject=user.login)
    waiting = admin_changes.open_for(ACCOUNT_KINDS, user.login)
    now_held = f"{user.duty_group}:{'+'.join(sorted(row.role for row in user.roles))}"
    empty = {
        "post": RolesForm(roles(), _own_group(user), formdata=None, post=now_held),
        **{name: WhyForm(formdata=None, prefix=name) for name in ("closing", "opening", "factor")},
    }
    return render_template(
        "staff/show.html",
        user=user,
        page=page,
        waiting=waiting,
        names=names_of(
            [*(event.actor_id for event in page.rows), *(change.proposed_by for change in waiting)],
        ),
        has_factor=bool(staff.with_second_factor([user.id])),
        seen=sessions.last_seen([user.id]).get(user.id),
        keeps=_keeps(),
        forms=empty | forms,
        opened=next(iter(forms), ""),
        two=user.duty_group in accounts.SECOND_PERSON,
        kinds=words(KIND_WORDS),
        deeds=words(DEED_WORDS),
        lines=lines,
        roles=roles(),
        groups=words(GROUP_WORDS),
    )


@bp.post("/staff/<login>/roles")
@acts
def change_roles(login: str) -> Answer:
    """Other roles of the same group."""
    user = _known(login)
    form = RolesForm(roles(), _own_group(user))
    if not form.validate():
        return _one(user, post=form), 422
    done = accounts.change_roles(login, form.chosen[1], form.reason.data, current_actor())
    return _said(login, _("角色已改，对方要重新登录。"), done=done)


@bp.post("/staff/<login>/closing")
@acts
def close(login: str) -> Answer:
    """Out at once."""
    return _why(login, "closing", _("账号已停用，登录已退出。"))


@bp.post("/staff/<login>/opening")
@acts
def reopen(login: str) -> Answer:
    """In use again."""
    return _why(login, "opening", _("账号已恢复，设密码的信已发出。"))


@bp.post("/staff/<login>/second-factor/removal")
@acts
def reset_factor(login: str) -> Answer:
    """Telephone and codes are lost."""
    return _why(login, "factor", _("两步验证已关闭，登录已退出。"))


ACTS = {"closing": accounts.close, "opening": accounts.reopen, "factor": accounts.reset_factor}


def _why(login: str, name: str, sentence: str) -> Answer:
    user, form = _known(login), WhyForm(request.form, prefix=name)
    if not form.validate():
        return _one(user, **{name: form}), 422
    return _said(login, sentence, done=bool(ACTS[name](login, form.reason.data or "", current_actor())))


def _said(login: str, sentence: str, *, done: bool) -> str:
    flash(sentence if done else _("已提议，等科室负责人决定。"), "success")
    return url_for("staff.show", login=login)
