"""Internal notes of a case: all of them, writing one, correcting an own one by a new one."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from forms.note import NoteForm
from workflow.actions import note
from workflow.models.case import Case
from workflow.models.note import Note
from workflow.permissions import case_or_404, current_actor
from workflow.queries.notes import own_note
from workflow.views.acting import Answer, acts
from workflow.views.note_box import box, by_word

bp = Blueprint("notes", __name__)


@bp.get("/cases/<number>/notes")
def index(number: str) -> str:
    """Every note that this person may read, what was corrected included."""
    return _page(case_or_404(number))


@bp.post("/cases/<number>/notes")
@acts
def write(number: str) -> Answer:
    """Write a note."""
    case, form = case_or_404(number), NoteForm(people=by_word())
    if not form.validate():
        return _page(case, form), 422
    note.write(case, form.text.data or "", form.visibility.data, current_actor(), named=form.named)
    flash(_("备注存好了，企业看不到。"), "success")
    return url_for("cases.show", number=case.number, _anchor="notes")


@bp.get("/cases/<number>/notes/<int:note_id>/correction")
def correct_form(number: str, note_id: int) -> Answer:
    """The own note to write anew; for another's, all notes."""
    case = case_or_404(number)
    found = _own(case, note_id)
    if found is None:
        return redirect(url_for("notes.index", number=number), 303)
    return _page(case, NoteForm(formdata=None, people={}, text=found.body, visibility=found.visibility), found)


@bp.post("/cases/<number>/notes/<int:note_id>/correction")
@acts
def correct(number: str, note_id: int) -> Answer:
    """Put a new note in the place of the own one, which stays to be read."""
    case = case_or_404(number)
    found, form = _own(case, note_id), NoteForm(people=by_word())
    if found is None:
        abort(404)
    form.visibility.data = found.visibility  # a correction is for the same readers, whatever was sent
    if not form.validate():
        return _page(case, form, found), 422
    note.write(case, form.text.data or "", found.visibility, current_actor(), named=form.named, corrects=found)
    flash(_("备注改好了，原来的还能看到。"), "success")
    return url_for("notes.index", number=case.number)


def _own(case: Case, note_id: int) -> Note | None:
    return own_note(case.id, note_id, current_user.id) if note_id < 1 << 63 else None


def _page(case: Case, form: NoteForm | None = None, corrects: Note | None = None) -> str:
    return render_template(
        "notes/index.html", case=case, notes=box(case, everything=True, form=form), corrects=corrects
    )
