"""The enterprise's file: what the registers say, its contacts, and the account it is paid to."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.enterprise import BankChangeForm, ContactForm
from workflow.actions import bank_change, contacts
from workflow.actions.bank_check import payment_under_way
from workflow.permissions import current_actor
from workflow.queries import bank_changes
from workflow.queries.applications import enterprise
from workflow.views.acting import Answer, acts
from workflow.views.again import own_account

bp = Blueprint("enterprise", __name__)


@bp.get("/enterprise")
def show() -> str:
    """The file."""
    return _page()


def _page(form: ContactForm | None = None) -> str:
    firm = enterprise(current_user.enterprise_id)
    return render_template(
        "account/enterprise.html",
        firm=firm,
        form=form or ContactForm(formdata=None, obj=firm),
        changes=bank_changes.history(firm.id),
        live=bank_changes.live_change(firm.id),
        me=current_user,
    )


@bp.post("/enterprise/contacts")
@acts
def save_contacts() -> Answer:
    """New contacts."""
    form = ContactForm()
    if not form.validate():
        return _page(form), 422
    contacts.change(
        current_actor(), form.address.data or "", form.contact_name.data or "", form.contact_phone.data or ""
    )
    flash(_("联系方式已保存。"), "success")
    return url_for("enterprise.show")


@bp.get("/enterprise/account")
def account_form() -> Answer:
    """The form for another account; while one is under way there is no second."""
    if bank_changes.live_change(current_user.enterprise_id) is not None:
        return redirect(url_for("enterprise.show"), 303)
    return _account(BankChangeForm(formdata=None, account_holder=current_user.enterprise_name))


def _account(form: Any) -> str:
    firm = enterprise(current_user.enterprise_id)
    waits = payment_under_way(firm.id)
    return render_template("account/bank_change.html", firm=firm, form=form, waits=waits, me=current_user)


@bp.post("/enterprise/account")
@acts
def account() -> Answer:
    """Ask for another account."""
    form = BankChangeForm()
    form.firm = current_user.enterprise_name or ""
    if own_account(form) is None:
        return _account(form), 422
    bank_change.request(current_actor(), form.bank_name.data or "", form.bank_account.data or "")
    flash(_("变更已提交。我们会打登记的电话核实，确认以前仍付到原账户。"), "success")
    return url_for("enterprise.show")


@bp.post("/enterprise/account/withdrawal")
@acts
def withdraw() -> Answer:
    """Take the request back."""
    bank_change.withdraw(current_actor())
    flash(_("账户变更已撤回，仍付到原账户。"), "success")
    return url_for("enterprise.show")
