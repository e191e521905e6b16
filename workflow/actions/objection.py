"""Objections to a public notice: raised by anybody, handled by somebody outside the case, answered within five days.

The record of the case says that one came in and how it ended; who objected and what was said stays in a table of its own.
The caller commits.
"""

import secrets
from typing import NamedTuple

from sqlalchemy import select

from states.dossier import SYSTEM, Actor
from states.guard import Blocker
from states.lifecycle import Refused
from states.limits import Limits
from workflow import storage
from workflow.actions.advance import Entry, advance
from workflow.actions.documents import keep_blob
from workflow.actions.notify import Message, tell
from workflow.actions.objection_gate import counted, may_object
from workflow.actions.once import KeyReusedError
from workflow.actions.reasons import reasoned
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.objection import LONGEST, Objection, Objector
from workflow.queries.calendar import calendar
from workflow.queries.casefile import open_file
from workflow.queries.handlers import supervisors

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ANSWERED = "异议已答复，不成立；答复的内容见异议回执。 The objection was answered and not upheld."
RAISED = "公示期内收到异议，内容和提出人保密。 An objection came in; who raised it is confidential."

NOT_CLEAR = Blocker(
    "objection_unclear", f"请写清姓名、联系方式和理由（{LONGEST}个字以内）", "Name, contact and grounds are needed"
)


class Statement(NamedTuple):
    """What an objector hands in; `file` is (name, bytes, or what the store made of them)."""

    name: str
    contact: str
    text: str
    file: tuple[str, bytes | storage.Stored] | None = None

    def stored(self) -> storage.Stored | None:
        """The file in the store. Raises storage.FileRefusedError for one that cannot be taken."""
        if self.file is None:
            return None
        name, data = self.file
        return data if isinstance(data, storage.Stored) else storage.put(storage.shown_name(name), data)


def raise_objection(
    case: Case, said: Statement, *, form_key: str, citizen: Actor | None = None, source: str | None = None
) -> Objection:
    """Take an objection to a locked case's running notice; the case's payment waits until it is answered.

    `citizen` is who is signed in, `source` stands for where an unsigned one comes from. The same form again gives the
    first one. Raises Refused, KeyReusedError when the same form now says something else, and storage.FileRefusedError
    for a file that cannot be taken.
    """
    if (before := _sent_before(form_key, case, said)) is not None:
        return before
    file, source = open_file(case), counted(citizen, source)
    may_object(file, citizen, source)
    name, contact, text = _words(said)
    if not (name and contact and 1 <= len(text) <= LONGEST):
        raise Refused((NOT_CLEAR,))
    blob = said.stored()
    advance(case, "raise_objection", file.dossier, SYSTEM, Entry(reason=RAISED))
    row = Objection(
        receipt="Y" + "".join(secrets.choice(ALPHABET) for _ in range(11)),
        case_id=case.id,
        enterprise_id=case.enterprise_id,
        round=case.round,
        state="open",
        raised_at=now(),
        due_on=calendar().due(business_date(), Limits(**case.call.days).objection),
        answer="",
    )
    db.session.add(row)
    db.session.flush()
    if blob is not None:
        keep_blob(blob)
    db.session.add(
        Objector(
            objection_id=row.id,
            form_key=form_key,
            name=name,
            contact=contact,
            statement=text,
            file_name=storage.shown_name(said.file[0]) if said.file else None,
            file_sha256=blob.sha256 if blob else None,
            user_id=citizen.user_id if citizen else None,
            source=source,
            at=now(),
        )
    )
    db.session.flush()
    _tell_supervisors(case, row)
    return row


def _sent_before(form_key: str, case: Case, said: Statement) -> Objection | None:
    query = select(Objection, Objector).join(Objector, Objector.objection_id == Objection.id)
    found = db.session.execute(query.where(Objector.form_key == form_key)).first()
    if found is None:
        return None
    row, who = found
    if (row.case_id, who.name, who.contact, who.statement) != (case.id, *_words(said)):
        raise KeyReusedError
    return row


def _words(said: Statement) -> tuple[str, str, str]:
    """Name, contact and grounds as they are kept."""
    return said.name.strip()[:200], said.contact.strip()[:200], said.text.strip()


def dismiss(case: Case, objection: Objection, actor: Actor, answer: str) -> None:
    """Answer an objection that changes nothing; with the last one answered the notice ends by itself when it is over.

    Raises Refused: not the handler, not open any more.
    """
    answer = reasoned(answer)
    check_handler(objection, actor)
    advance(case, "answer_objection", open_file(case).dossier, actor, Entry(reason=ANSWERED))
    close(objection, "dismissed", answer)


def close(objection: Objection, state: str, answer: str) -> None:
    """Give the objection its end, and tell a signed-in objector that there is an answer."""
    objection.state, objection.answer, objection.closed_at = state, answer, now()
    db.session.flush()
    signed = select(Objector.user_id).where(Objector.objection_id == objection.id, Objector.user_id.is_not(None))
    receipt = objection.receipt
    tell(
        None,
        [user_id for user_id in db.session.scalars(signed) if user_id is not None],
        Message(
            kind="objection_answered",
            title_zh=f"您的异议有答复了（回执{receipt}）",
            title_en=f"Your objection has been answered (receipt {receipt})",
            body_zh=f"{answer}"[:4000],
            body_en=f"The answer (in Chinese): {answer}"[:4000],
        ),
    )


def check_handler(objection: Objection, actor: Actor) -> None:
    """Only the one whom the supervisor named answers, and only once. Raises Refused."""
    if objection.state != "open":
        raise Refused((Blocker("objection_closed", "这件异议已经办结", "This objection is closed already"),))
    if objection.handler_id is None or objection.handler_id != actor.user_id:
        raise Refused((Blocker("not_handler", "这件异议由指定的处理人答复", "The person named for it answers it"),))


def _tell_supervisors(case: Case, row: Objection) -> None:
    due = row.due_on
    message = Message(
        kind="objection_received",
        title_zh=f"{case.number}　收到异议",
        title_en=f"{case.number}: objection received",
        body_zh=f"请指定一位没有办过这件申请的同事处理，{due.month}月{due.day}日前答复。公示和拨付先停下。",
        body_en=f"Please name somebody who did not work on the case; answer by {due.isoformat()}. Payment waits.",
    )
    tell(case, supervisors(), message)
