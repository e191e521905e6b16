"""How often each item is drawn: the rates in force, and proposing and deciding on new ones."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.sample import RateForm
from rules import catalogue
from states.names import Role
from workflow.actions import sample_rate
from workflow.models.sample_rate import SampleRate
from workflow.permissions import current_actor
from workflow.queries import sample_rates
from workflow.queries.people import names_of
from workflow.views.acting import Answer, acts
from workflow.views.filters import say
from workflow.views.item_words import item_words

bp = Blueprint("sample_rates", __name__)

DRAWN = tuple(code for code in catalogue.ITEMS if catalogue.item(code).kind == "computes")


@bp.get("/samples/rates")
def index() -> str:
    """Every item that is approved here with its rate."""
    return _page()


def _page(form: RateForm | None = None) -> str:
    in_force, proposed = sample_rates.in_force(), sample_rates.proposed()
    rows = [*in_force.values(), *proposed.values()]
    may_propose = bool({Role.REVIEWER, Role.SUPERVISOR} & current_user.roles)
    return render_template(
        "samples/rates.html",
        items=DRAWN,
        in_force=in_force,
        proposed=proposed,
        names=names_of(person for row in rows for person in (row.proposed_by, row.decided_by)),
        form=(form or RateForm(formdata=None, choices=_choices())) if may_propose else None,
        may_decide=Role.SUPERVISOR in current_user.roles,
        item_words=item_words,
    )


def _choices() -> list[tuple[str, str]]:
    return [(code, "　".join(map(say, item_words(code)))) for code in DRAWN]


@bp.post("/samples/rates")
@acts
def propose() -> Answer:
    """Propose a rate."""
    form = RateForm(choices=_choices())
    if not form.validate():
        return _page(form), 422
    sample_rate.propose(form.item.data or "", form.per_mille(), form.reason.data or "", current_actor())
    flash(_("已提议，等另一位科室负责人决定。"), "success")
    return url_for("sample_rates.index")


@bp.post("/samples/rates/<int:rate>/approval")
@acts
def approve(rate: int) -> Answer:
    """Put a proposed rate in force."""
    return _decide(
        rate, lambda row: sample_rate.decide(row, current_actor(), approved=True), _("新的比例从现在起生效。")
    )


@bp.post("/samples/rates/<int:rate>/refusal")
@acts
def refuse(rate: int) -> Answer:
    """Leave the rate as it is."""
    return _decide(
        rate, lambda row: sample_rate.decide(row, current_actor(), approved=False), _("没有同意，比例不变。")
    )


def _decide(rate: int, act: Callable[[SampleRate], None], sentence: str) -> str:
    row = sample_rates.rate_for_decision(rate) if rate < 10**18 else None
    if row is None:
        abort(404)
    act(row)
    flash(sentence, "success")
    return url_for("sample_rates.index")
