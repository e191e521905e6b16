"""What was handed on and waits for an outcome, by department; and whom to reach there."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.department import ContactForm
from workflow.actions import referral_follow
from workflow.clock import business_date
from workflow.models.referral_follow import OVERDUE_AFTER
from workflow.permissions import current_actor
from workflow.queries.calendar import calendar
from workflow.queries.referral_list import Wanted, contacts, departments, waited_longer_than, waiting
from workflow.routes.table import ROUTES
from workflow.views.acting import Answer, acts
from workflow.views.filters import say
from workflow.views.item_words import item_words

bp = Blueprint("referral_desk", __name__)
#: Who may change the contacts.
EDITORS = ROUTES["referral_desk.save_contact"].roles or frozenset()


@bp.get("/referrals")
def index() -> str:
    """Open referrals, the longest waiting first; `to` one department, `overdue` those that wait too long."""
    places, days, today = departments(), calendar(), business_date()
    chosen, overdue = places.get(request.args.get("to", "")), request.args.get("overdue") == "1"
    late = waited_longer_than(OVERDUE_AFTER, days, today)
    wanted = Wanted(
        department=chosen.zh if chosen else "",
        before=late if overdue else None,
        after=_after(request.args.get("after")),
    )
    rows, more = waiting(wanted)
    return render_template(
        "referrals/index.html",
        rows=rows,
        item_words=item_words,
        places=places,
        chosen=next((code for code, one in places.items() if one == chosen), ""),
        overdue=overdue,
        late=late,
        waited={row[0].case_id: days.count(business_date(row[0].referred_at), today) for row in rows},
        limit=OVERDUE_AFTER,
        reach=contacts(),
        may_edit=not EDITORS.isdisjoint(current_user.roles),
        next_url=_next(rows[-1][0]) if more else "",
    )


def _after(text: str | None) -> tuple[datetime, int] | None:
    """The place in the list after which a page begins; what cannot be read begins at the beginning."""
    moment, _sign, number = (text or "").rpartition("~")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        return None
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (at, int(number)) if at.tzinfo is not None else None


def _next(last: Any) -> str:
    kept: dict[str, Any] = {name: request.args[name] for name in ("to", "overdue") if name in request.args}
    return url_for("referral_desk.index", after=f"{last.referred_at.isoformat()}~{last.case_id}", **kept)


@bp.get("/referrals/contacts")
def contacts_form() -> str:
    """Every department with whom to reach there; `to` begins with one department's."""
    places, chosen = departments(), request.args.get("to", "")
    known = contacts().get(places[chosen].zh) if chosen in places else None
    kept = {} if known is None else {"name": known.name, "phone": known.phone, "email": known.email}
    return _contacts(ContactForm(formdata=None, choices=_choices(), department=chosen, **kept))


@bp.post("/referrals/contacts")
@acts
def save_contact() -> Answer:
    """Write down whom to reach at a department."""
    form = ContactForm(choices=_choices())
    if not form.validate():
        return _contacts(form), 422
    department = departments()[form.department.data]
    referral_follow.save_contact(
        department.zh, form.name.data or "", form.phone.data or "", form.email.data or "", current_actor()
    )
    flash(_("联系人存好了。"), "success")
    return url_for("referral_desk.contacts_form")


def _choices() -> list[tuple[str, str]]:
    return [(code, say(department)) for code, department in departments().items()]


def _contacts(form: ContactForm) -> str:
    return render_template("referrals/contacts.html", places=departments(), reach=contacts(), form=form)
