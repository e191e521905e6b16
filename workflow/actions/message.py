"""Writing to the other side of a case. A message is never changed; the other side is told at once."""

import secrets
from collections.abc import Sequence

from states.dossier import Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow import storage
from workflow.actions import search_rows
from workflow.actions.application import check_own
from workflow.actions.documents import keep_blob
from workflow.actions.message_notice import tell_other_side
from workflow.actions.message_read import reading
from workflow.clock import now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.message import BUREAU, ENTERPRISE, LONGEST, CaseMessage, MessageFile
from workflow.queries.awaiting import closed_to_applicant

WRITERS = frozenset({Role.CASEWORKER, Role.REVIEWER, Role.SUPERVISOR})
MOST_FILES = 5

CLOSED = Blocker(
    "messages_closed",
    "这件申请办结已满30天，不能再留言。有事请打咨询电话。",
    "This application ended more than 30 days ago and takes no more messages. Please call us.",
)
NOT_YET = Blocker("not_submitted", "提交以后才能留言。", "You can write to us once the application is submitted.")
NOT_A_WRITER = Blocker("not_a_writer", "您的岗位不给企业写留言。", "Your role does not write to enterprises.")
NO_TEXT = Blocker("no_text", "留言要有1到2000个字。", "A message has between 1 and 2,000 characters.")
TOO_MANY = Blocker(
    "too_many_files", f"一次最多带{MOST_FILES}个附件。", f"At most {MOST_FILES} files go with a message."
)


def write(
    case: Case,
    body: str,
    actor: Actor,
    *,
    asks_answer: bool = False,
    template: str | None = None,
    files: Sequence[tuple[str, bytes | storage.Stored]] = (),
) -> CaseMessage:
    """Write `body` (1–2,000 characters) to the other side, with up to five files: (name, bytes, or what the store made of them).

    Whatever one side writes answers what the other side asked. The applicant may write until 30 days after the end.
    Raises Refused, and storage.FileRefusedError for a file that cannot be taken.
    """
    side = _side(case, actor)
    assert actor.user_id is not None
    body = body.strip().replace("\r\n", "\n")
    if not 1 <= len(body) <= LONGEST:
        raise Refused((NO_TEXT,))
    if len(files) > MOST_FILES:
        raise Refused((TOO_MANY,))
    row = CaseMessage(
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        side=side,
        author_id=actor.user_id,
        body=body,
        asks_answer=asks_answer,
        template=template if side == BUREAU else None,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    db.session.execute(reading(case.id, actor.user_id, row.id))
    _attach(row, files)
    search_rows.keep_text(case.id, body, *(name for name, _data in files))
    tell_other_side(case, row)
    return row


def _side(case: Case, actor: Actor) -> str:
    """Whose message it is. Raises Refused when this person cannot write, or not any more."""
    if case.submitted_at is None:
        raise Refused((NOT_YET,))
    if Role.APPLICANT in actor.roles:
        check_own(case, actor)
        if closed_to_applicant(case):
            raise Refused((CLOSED,))
        return ENTERPRISE
    if not actor.roles & WRITERS:
        raise Refused((NOT_A_WRITER,))
    return BUREAU


def _attach(row: CaseMessage, files: Sequence[tuple[str, bytes | storage.Stored]]) -> None:
    for place, (name, data) in enumerate(files, start=1):
        shown = storage.shown_name(name)
        stored = data if isinstance(data, storage.Stored) else storage.put(shown, data)
        keep_blob(stored)
        ref = secrets.token_urlsafe(16)
        db.session.add(MessageFile(message_id=row.id, place=place, ref=ref, name=shown, sha256=stored.sha256))
    db.session.flush()
