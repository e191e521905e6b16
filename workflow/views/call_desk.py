"""Planning calls: all of them, the next one of an item from the last one, and changes; each is approved by a second person."""

from typing import Any

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.call import ASKED, STAGES, CallForm, WindowForm, filled
from rules import catalogue
from states.limits import Limits
from states.names import Role
from workflow.actions import call_change
from workflow.clock import now
from workflow.models.admin_change import CALL_CHANGE, CALL_NEW
from workflow.models.call import Call
from workflow.permissions import current_actor
from workflow.queries import admin_changes, call_desk
from workflow.queries.people import names_of
from workflow.queries.rulebook import versions
from workflow.views.acting import Answer, acts
from workflow.views.admin_lines import lines
from workflow.views.admin_words import DEED_WORDS, KIND_WORDS, words
from workflow.views.item_words import item_words

bp = Blueprint("call_desk", __name__)


def _proposes() -> bool:
    return bool({Role.REVIEWER, Role.SUPERVISOR} & current_user.roles)


@bp.get("/call-desk")
def index() -> str:
    """Every call, and which items the next one can be made of."""
    return render_template(
        "call_desk/index.html",
        rows=call_desk.newest(),
        waiting={row.subject: row for row in admin_changes.waiting((CALL_NEW, CALL_CHANGE))},
        key=call_desk.key,
        now=now(),
        items=catalogue.ITEMS,
        item_words=item_words,
        proposes=_proposes(),
    )


def _versions() -> list[str]:
    return [row.version for row in versions()]


def _page(form: WindowForm, heading: str, url: str, **more: Any) -> str:
    more = {"call": None, "longer_only": False} | more
    limits = Limits(**call_desk.standard_days())
    standard = {name: getattr(limits, name) for name in STAGES}
    return render_template(
        "call_desk/form.html",
        form=form,
        heading=heading,
        url=url,
        stages=STAGES,
        asked=[name for name in ASKED if name in form],
        standard=standard,
        **more,
    )


def _item(code: str) -> str:
    if code not in catalogue.ITEMS:
        abort(404)
    return code


@bp.get("/call-desk/new/<item>")
def new(item: str) -> str:
    """The next call of an item, filled from the last one."""
    last = call_desk.last_of(_item(item))
    values = filled(call_desk.next_year(last)) if last else {}
    return _new(item, CallForm(item, _versions(), formdata=None, data=values))


def _new(item: str, form: CallForm) -> str:
    last = call_desk.last_of(item)
    return _page(form, _("新开批次"), url_for("call_desk.propose", item=item), item=item_words(item), last=last)


@bp.post("/call-desk/new/<item>")
@acts
def propose(item: str) -> Answer:
    """Put it before the supervisor."""
    form = CallForm(_item(item), _versions())
    if not form.validate():
        return _new(item, form), 422
    call_change.propose_new(item, form.values(), form.reason.data or "", current_actor())
    flash(_("已提议，科室负责人批准后才会公布。"), "success")
    return url_for("call_desk.index")


def _call(subject: str) -> Call:
    return call_desk.by_key(subject) or abort(404)


def _form(call: Call, **more: Any) -> WindowForm:
    """A call that has opened is only made longer."""
    coming = call.opens_at > now()
    return CallForm(call.item, _versions(), **more) if coming else WindowForm(**more)


@bp.get("/call-desk/<subject>")
def edit(subject: str) -> str:
    """What a call says, to change it."""
    call = _call(subject)
    return _edit(call, _form(call, formdata=None, data=filled(call_desk.values_of(call))))


def _edit(call: Call, form: WindowForm) -> str:
    subject = call_desk.key(call.item, call.year, call.round)
    return _page(
        form,
        _("改批次"),
        url_for("call_desk.change", subject=subject),
        item=item_words(call.item),
        call=call,
        last=None,
        longer_only=call.opens_at <= now(),
        over=call.resubmit_until <= now(),
        proposes=_proposes(),
        **_recorded(subject),
    )


def _recorded(subject: str) -> dict[str, Any]:
    page = admin_changes.record(subject=subject)
    names = names_of(row.actor_id for row in page.rows)
    return {"page": page, "names": names, "kinds": words(KIND_WORDS), "deeds": words(DEED_WORDS), "lines": lines}


@bp.post("/call-desk/<subject>")
@acts
def change(subject: str) -> Answer:
    """Put the change before the supervisor."""
    call = _call(subject)
    form = _form(call)
    if not form.validate():
        return _edit(call, form), 422
    call_change.propose_change(call, form.values(), form.reason.data or "", current_actor())
    flash(_("已提议，科室负责人批准后生效。"), "success")
    return url_for("call_desk.index")
