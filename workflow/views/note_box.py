"""The internal notes of a case as a colleague sees them, with the form for a new one."""

from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from forms.note import READERS, NoteForm
from states.names import Role
from workflow.models.case import Case
from workflow.queries.colleagues import Colleague, colleagues
from workflow.queries.notes import Noted, notes

#: So many notes stand beside a case; the page of its own has them all.
RECENT = 5


def box(case: Case, *, everything: bool = False, form: NoteForm | None = None) -> dict[str, Any]:
    """What the block of notes shows. Two statements."""
    people = colleagues()
    rows = notes(case.id, current_user.id, current_user.duty_group, newest=None if everything else RECENT + 1)
    return {
        "lines": [_line(row) for row in (rows if everything else rows[:RECENT])],
        "more": not everything and len(rows) > RECENT,
        "people": [shown(one) for one in people if one.id != current_user.id],
        "may_write": Role.AUDITOR not in current_user.roles,
        "form": form or NoteForm(formdata=None, people={}),
    }


def shown(person: Colleague) -> str:
    """How a colleague stands in the list to choose from."""
    return _("%(name)s（%(login)s）", name=person.name, login=person.login)


def by_word() -> dict[str, int]:
    """What may be typed for a colleague → the id; a name that several people share is none."""
    people = colleagues()
    found = {one.login: one.id for one in people} | {shown(one): one.id for one in people}
    names = [one.name for one in people]
    return found | {one.name: one.id for one in people if names.count(one.name) == 1}


def _line(row: Noted) -> dict[str, Any]:
    note, mine = row.note, row.note.author_id == current_user.id
    return {
        "id": note.id,
        "text": note.body,
        "who": row.author,
        "at": note.at,
        "named": row.names,
        "readers": "" if note.visibility == "staff" else READERS[note.visibility],
        "corrects": note.corrects_id,
        "corrected": row.corrected,
        "may_correct": mine and not row.corrected,
    }
