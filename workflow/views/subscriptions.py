"""Hearing of calls: a button for who is signed in, a mail address and a link for everybody else."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from forms.subscription import SubscriptionForm
from rules import catalogue
from workflow.actions import subscription
from workflow.clock import now
from workflow.db import db
from workflow.models.subscription import Subscription
from workflow.views.acting import Answer, acts
from workflow.views.item_words import item_words
from workflow.views.locale import english
from workflow.views.openly import not_too_often
from workflow.views.targets import local_target

bp = Blueprint("subscriptions", __name__)


def _known(item: str) -> str:
    if item not in catalogue.ITEMS:
        abort(404)
    return item


def _back(item: str) -> str:
    return local_target(request.form.get("next"), url_for("measures.show", item=item))


def _lang() -> str:
    return "en" if english() else "zh"


@bp.post("/measures/<item>/subscription")
@acts
def subscribe(item: str) -> Answer:
    """Hear of this item's calls in the application, and by mail as chosen."""
    subscription.subscribe(_known(item), current_user.id, _lang())
    flash(_("订阅好了。开放申报、截止前7个和2个工作日会告诉您。"), "success")
    return _back(item)


@bp.post("/measures/<item>/subscription/end")
@acts
def unsubscribe(item: str) -> Answer:
    """Do not hear of them any more."""
    subscription.unsubscribe(_known(item), current_user.id)
    flash(_("已退订，不再提醒。"), "info")
    return _back(item)


@bp.get("/measures/<item>/letters")
def letters(item: str) -> str:
    """The form for an address."""
    return _form(_known(item), SubscriptionForm(formdata=None))


def _form(item: str, form: SubscriptionForm) -> str:
    return render_template("calls/letters.html", item=item, words=item_words(item), form=form)


@bp.post("/measures/<item>/letters")
def ask(item: str) -> tuple[str, int] | BaseResponse:
    """Write to the address for its consent. The answer tells nobody whether it is known here."""
    not_too_often("letters")
    form = SubscriptionForm()
    if not form.validate():
        return _form(_known(item), form), 422
    subscription.ask(_known(item), form.address.data or "", _lang())
    db.session.commit()
    flash(_("确认信发到您填的邮箱了，请在7天内打开里面的链接。没收到的话，看看垃圾邮件，或者明天再试。"), "success")
    return redirect(url_for("calls.index"), 303)


def _row(link: str) -> Subscription:
    found = subscription.opened(link)
    if found is None or found.address is None:
        abort(404)
    return found


@bp.get("/subscriptions/<link>")
@bp.get("/subscriptions/<link>/end", endpoint="stop")
def show(link: str) -> str:
    """Where the links of letters lead: one question, one button."""
    row = _row(link)
    stops = request.endpoint == "subscriptions.stop" or row.confirmed_at is not None
    over = row.confirmed_at is None and now() - row.created_at > subscription.CONFIRM
    return render_template(
        "calls/subscription.html", row=row, secret=link, words=item_words(row.item), stops=stops, over=over
    )


@bp.post("/subscriptions/<link>")
def confirm(link: str) -> BaseResponse:
    """The address consents."""
    if subscription.confirm(_row(link)):
        db.session.commit()
        flash(_("订阅好了。开放申报、截止前7个和2个工作日会写信给您。"), "success")
    return redirect(url_for("subscriptions.show", link=link), 303)


@bp.post("/subscriptions/<link>/end")
def end(link: str) -> BaseResponse:
    """End it: from the page, or by the one click of a mail program, which knows no token of a page (RFC 8058)."""
    subscription.end(_row(link))
    db.session.commit()
    return redirect(url_for("subscriptions.show", link=link), 303)
