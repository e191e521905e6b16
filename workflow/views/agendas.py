"""The agenda of a meeting: choosing cases, from a saved view too, their order, and blocks that are voted on together."""

from flask import Blueprint, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from workflow.actions import agenda
from workflow.models.agenda import MOST_ITEMS
from workflow.permissions import current_actor
from workflow.queries import meeting_list, saved_views
from workflow.queries.calendar import calendar
from workflow.queries.meetings import points
from workflow.queries.recusals import hidden_from
from workflow.views import meeting_words
from workflow.views.acting import Answer, acts
from workflow.views.bulk_preview import chosen_numbers
from workflow.views.item_words import item_words
from workflow.views.meeting_items import item_or_404
from workflow.views.meetings import meeting_or_404

bp = Blueprint("agendas", __name__)


@bp.get("/meetings/<meeting>/agenda")
def choose(meeting: str) -> str:
    """What stands on the agenda, and the cases that could; `view`: those of a saved view are ticked."""
    row, actor = meeting_or_404(meeting), current_actor()
    hidden = hidden_from(actor)
    kept = saved_views.of_person(actor.user_id or 0)
    chosen = next((one for one in kept if str(one.id) == request.args.get("view", "")), None)
    ticked = chosen_numbers(MultiDict({"view": chosen.address}), actor) if chosen else []
    return render_template(
        "meetings/agenda.html",
        row=row,
        words=meeting_words,
        points=points(row.id, hidden),
        candidates=meeting_list.candidates(hidden),
        views=kept,
        chosen=chosen,
        ticked=set(ticked),
        most=MOST_ITEMS,
        days=calendar(),
        item_words=item_words,
    )


@bp.post("/meetings/<meeting>/agenda")
@acts
def add(meeting: str) -> Answer:
    """Put the ticked cases on the agenda."""
    row = meeting_or_404(meeting, for_change=True)
    number = agenda.add(row, request.form.getlist("number"), current_actor())
    flash(ngettext("%(num)s件排进了议程。", "%(num)s件排进了议程。", number), "success")
    return url_for("agendas.choose", meeting=row.number)


@bp.post("/meetings/<meeting>/agenda/<number>/place")
@acts
def move(meeting: str, number: str) -> Answer:
    """Up, down, or off the agenda."""
    row = meeting_or_404(meeting, for_change=True)
    item, to = item_or_404(row, number), request.form.get("to", "")
    if to == "off":
        agenda.remove(row, item, current_actor())
    else:
        agenda.move(row, item, -1 if to == "up" else 1, current_actor())
    return url_for("agendas.choose", meeting=row.number, _anchor="agenda")


@bp.post("/meetings/<meeting>/blocks")
@acts
def bind(meeting: str) -> Answer:
    """Make a block of the ticked cases; a single one stands alone again."""
    row = meeting_or_404(meeting, for_change=True)
    chosen = [int(one) for one in request.form.getlist("item") if one.isascii() and one.isdigit() and len(one) < 18]
    number = agenda.bind(row, chosen, current_actor())
    flash(_("%(n)s件合并表决。", n=number) if number > 1 else _("单独表决。"), "success")
    return url_for("agendas.choose", meeting=row.number, _anchor="agenda")
