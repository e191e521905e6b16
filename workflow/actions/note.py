"""Writing an internal note and correcting it by a new one. Whoever it names is told; no applicant ever is. The caller commits."""

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from workflow.actions.notify import Message, tell
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.note import LONGEST, NAMED, VISIBILITIES, Note, NoteMention
from workflow.queries.colleagues import Colleague, colleagues, named_in
from workflow.queries.notes import mentioned

NO_TEXT = Blocker("no_text", "备注要有1到2000个字", "A note has between 1 and 2,000 characters")
NOBODY_NAMED = Blocker(
    "nobody_named",
    "只给提到的人看的备注，请至少提到一位同事，或改成自己部门可见",
    "A note for those it names must name a colleague; or let more people read it",
)
NOT_STAFF = Blocker("not_staff", "备注只由局里的人写", "Notes are written by people of the bureau")


def unclear(names: set[str]) -> Blocker:
    """Several colleagues have the name."""
    listed = "、".join(sorted(names))
    return Blocker(
        "name_unclear",
        f"有几位同事叫{listed}，请用@登录名",
        f"Several colleagues are called {listed}; use @ and the login",
    )


def write(
    case: Case,
    text: str,
    visibility: str,
    actor: Actor,
    *,
    named: frozenset[int] = frozenset(),
    corrects: Note | None = None,
) -> Note:
    """Note `text` (1–2,000 characters) for `visibility`; `@姓名` in it and the ids in `named` are told and may read it.

    A correction keeps who may read the note and whom it named; only those named anew are told. Raises Refused.
    """
    text = text.strip().replace("\r\n", "\n")
    people = {one.id: one for one in colleagues()}
    author = people.get(actor.user_id or 0)
    if author is None:
        raise Refused((NOT_STAFF,))
    if not 1 <= len(text) <= LONGEST:
        raise Refused((NO_TEXT,))
    visibility = corrects.visibility if corrects is not None else visibility
    if visibility not in VISIBILITIES:
        raise ValueError(f"a note is for one of {VISIBILITIES}, not {visibility!r}")
    meant, shared = named_in(text, list(people.values()))
    if shared:
        raise Refused((unclear(shared),))
    before = mentioned(corrects.id) if corrects is not None else set()
    meant = (meant | (named & people.keys()) | (before & people.keys())) - {author.id}
    if visibility == NAMED and not meant:
        raise Refused((NOBODY_NAMED,))
    row = Note(case_id=case.id, author_id=author.id, author_group=author.duty_group, body=text, at=now())
    row.visibility, row.corrects_id = visibility, corrects.id if corrects is not None else None
    db.session.add(row)
    db.session.flush()
    groups = {user_id: people[user_id].duty_group for user_id in sorted(meant)}
    db.session.add_all(NoteMention(note_id=row.id, user_id=one, duty_group=group) for one, group in groups.items())
    db.session.flush()
    tell(case, sorted(meant - before), _notice(case, author))
    return row


def _notice(case: Case, author: Colleague) -> Message:
    """Says that there is a note, never what it says: messages leave the system by mail."""
    return Message(
        kind="note_mention",
        title_zh=f"{case.number}　{author.name}在备注里提到您",
        title_en=f"{case.number}: {author.name} mentioned you in a note",
        body_zh="请打开案件看内部备注。",
        body_en="Open the case to read the note.",
    )
