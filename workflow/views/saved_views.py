"""Views of the queue under a name: kept, renamed, shared, taken away by their owner."""

from urllib.parse import parse_qsl

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from forms.saved_view import SavedViewForm
from workflow.actions import saved_view
from workflow.db import db
from workflow.models.saved_view import LONGEST_ADDRESS, SavedView
from workflow.permissions import current_actor
from workflow.views.acting import Answer, acts
from workflow.views.queue_filters import chips
from workflow.views.queue_tabs import heading
from workflow.views.queue_view import query_of, read

bp = Blueprint("saved_views", __name__)


def _address() -> str:
    """The query of the list that is looked at, as the list writes it."""
    written = query_of(read(request.args))
    if not 1 <= len(written) <= LONGEST_ADDRESS:
        abort(400, _("这个视图的条件太长，存不下。"))
    return written


def _own(view: int) -> SavedView:
    query = select(SavedView).where(SavedView.id == view, SavedView.owner_id == current_actor().user_id)
    row = db.session.scalar(query.with_for_update())
    if row is None:
        abort(404)
    return row


def _page(form: SavedViewForm, row: SavedView | None = None, *, taken: bool = False) -> str:
    address = read(dict(parse_qsl(row.address)) if row else request.args)
    return render_template(
        "queue/view.html",
        form=form,
        row=row,
        taken=taken,
        chips=chips(address),
        of=heading(address, []),
        query=query_of(address),
    )


def _taken(form: SavedViewForm, except_id: int = 0) -> bool:
    if not saved_view.is_taken(form.name.data or "", current_actor(), except_id):
        return False
    form.name.errors = (*form.name.errors, _("您已有一个叫这个名字的视图。"))
    return True


@bp.get("/cases/views/new")
def new() -> str:
    """Ask for the name of the view that is looked at."""
    return _page(SavedViewForm(formdata=None))


@bp.post("/cases/views/new")
@acts
def save() -> Answer:
    """Keep the view; under a name of one's own that is taken only when the person says that it replaces that one."""
    form, actor = SavedViewForm(), current_actor()
    if not form.validate():
        return _page(form), 422
    name, shared = form.name.data or "", bool(form.shared.data)
    kept = saved_view.own(name, actor) if form.replace.data else None
    if kept is None and _taken(form):
        return _page(form, taken=True), 422
    row = (
        saved_view.replace(kept, _address(), shared=shared)
        if kept
        else saved_view.save(name, _address(), actor, shared=shared)
    )
    flash(_("视图“%(name)s”已存好，在队列的标签里。", name=row.name), "success")
    return f"{url_for('queue.index')}?{row.address}"


@bp.get("/cases/views/<int:view>")
def form(view: int) -> Answer:
    """The own view's name and who sees it; the view of a colleague leads to its list."""
    row = db.session.get(SavedView, view)
    if row is None or (row.owner_id != current_actor().user_id and not row.shared):
        abort(404)
    if row.owner_id != current_actor().user_id:
        return redirect(f"{url_for('queue.index')}?{row.address}", 303)
    return _page(SavedViewForm(formdata=None, obj=row), row)


@bp.post("/cases/views/<int:view>")
@acts
def change(view: int) -> Answer:
    """Rename it, or show it to others."""
    row, form = _own(view), SavedViewForm()
    if not form.validate() or _taken(form, row.id):
        return _page(form, row), 422
    saved_view.change(row, form.name.data or "", shared=bool(form.shared.data))
    flash(_("视图已改好。"), "success")
    return f"{url_for('queue.index')}?{row.address}"


@bp.post("/cases/views/<int:view>/removal")
@acts
def remove(view: int) -> Answer:
    """Take it away."""
    saved_view.drop(_own(view))
    flash(_("视图已删掉，案件没有变。"), "success")
    return url_for("queue.index")
