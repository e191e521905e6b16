"""Duties after payment: begun with the last payment, reported on, and judged: met, or breached with a proposal to recover.

The caller commits and has locked case and duty.
"""

import secrets

from states.dossier import Actor
from states.duties import BY_CODE, DUTIES, months_later
from states.guard import Blocker
from states.lifecycle import Refused
from states.names import Role
from workflow import storage
from workflow.actions import recovery
from workflow.actions.application import check_own
from workflow.actions.blobs import keep_blob
from workflow.actions.notify import Message, tell, tell_applicant
from workflow.clock import business_date, now
from workflow.db import db
from workflow.models.case import Case
from workflow.models.duty import Duty, DutyReport
from workflow.models.recovery import Recovery
from workflow.queries.calendar import calendar

LONGEST = 2000
OFFICERS = frozenset({Role.CASEWORKER, Role.REVIEWER})
OVER = Blocker("duty_over", "这项义务已经办结", "This duty has been settled already")
NO_WORDS = Blocker("no_words", "请写1到2000个字", "Write between 1 and 2,000 characters")
NOT_YOURS = Blocker("role", "付后事项由经办人和复核人办理", "Caseworkers and reviewers judge duties after payment")
NO_REPORT = Blocker("no_report", "企业还没有交报告，不能按履行办结", "Nothing was handed in yet that could be accepted")
BY_BUREAU = Blocker("by_bureau", "这一项由本局来看，不用交报告", "The bureau does this one; nothing is to be handed in")


def begin(case: Case) -> None:
    """The case is paid: write its item's duties. A day off moves to the next working day."""
    today = business_date()
    kinds = DUTIES.get(case.item, ())
    days = calendar() if kinds else None
    for kind in kinds:
        assert days is not None
        due = days.due_inclusive(months_later(today, kind.months), 1)
        row = Duty(case_id=case.id, enterprise_id=case.enterprise_id, kind=kind.code, due_on=due, state="open")
        row.made_at = now()
        db.session.add(row)
    db.session.flush()


def report(case: Case, duty: Duty, body: str, actor: Actor, file: tuple[str, storage.Stored] | None = None) -> None:
    """The enterprise hands in what it owes: words, and perhaps a file (name, what the store made of it). Raises Refused."""
    check_own(case, actor)
    assert actor.user_id is not None
    faults = [] if duty.state in ("open", "handed_in") else [OVER]
    if BY_CODE[duty.kind].by_bureau:
        faults.append(BY_BUREAU)
    if not 1 <= len(body.strip()) <= LONGEST:
        faults.append(NO_WORDS)
    if faults:
        raise Refused(tuple(faults))
    row = DutyReport(duty_id=duty.id, ref=secrets.token_urlsafe(16), body=body.strip().replace("\r\n", "\n"))
    row.author_id, row.at = actor.user_id, now()
    if file is not None:
        keep_blob(file[1])
        row.name, row.sha256 = storage.shown_name(file[0]), file[1].sha256
    db.session.add(row)
    duty.state = "handed_in"
    db.session.flush()
    title = BY_CODE[duty.kind].title
    tell(case, [case.owner_id] if case.owner_id is not None else [], Message(
        kind="duty_handed_in",
        title_zh=f"{case.number}　企业交了{title.zh}",
        title_en=f"{case.number}: handed in: {title.en}",
        body_zh="请核对，按履行办结，或者按违反处理。",
        body_en="Please look at it and accept it, or record a breach.",
    ))  # fmt: skip


def meet(case: Case, duty: Duty, note: str, actor: Actor) -> None:
    """An officer finds that the duty is met; what the bureau itself looks at needs a note. Raises Refused."""
    own = BY_CODE[duty.kind].by_bureau
    faults = _not_now(duty, actor)
    if own and not note.strip():
        faults.append(NO_WORDS)
    if not own and duty.state == "open":
        faults.append(NO_REPORT)
    _close(case, duty, "met", note, actor, faults)


def breach(case: Case, duty: Duty, note: str, fen: int, actor: Actor) -> Recovery | None:
    """An officer finds a breach, with the reason; `fen` > 0 proposes to recover so much, with another's decision to come.

    Raises Refused.
    """
    faults = _not_now(duty, actor)
    if not note.strip():
        faults.append(NO_WORDS)
    _close(case, duty, "breached", note, actor, faults)
    if not fen:
        return None
    title = BY_CODE[duty.kind].title
    return recovery.propose(case, fen, months_back=False, reason=f"违反“{title.zh}”：{note.strip()}", actor=actor)


def _not_now(duty: Duty, actor: Actor) -> list[Blocker]:
    faults = [] if actor.roles & OFFICERS else [NOT_YOURS]
    return faults if duty.state in ("open", "handed_in") else [*faults, OVER]


def _close(case: Case, duty: Duty, state: str, note: str, actor: Actor, faults: list[Blocker]) -> None:
    if faults:
        raise Refused(tuple(faults))
    duty.state, duty.note, duty.closed_by, duty.closed_at = state, note.strip()[:LONGEST], actor.user_id, now()
    db.session.flush()
    title = BY_CODE[duty.kind].title
    zh, en = ("已按履行办结", "accepted") if state == "met" else ("认定没有履行", "found to be breached")
    more = f"：{note.strip()}" if note.strip() else "。"
    tell_applicant(
        case,
        Message(
            kind=f"duty_{state}",
            title_zh=f"{case.number}　{title.zh}{zh}",
            title_en=f"{case.number}: {title.en}: {en}",
            body_zh=f"{title.zh}{zh}{more}"[:4000],
            body_en=f"{title.en}: {en}. {note.strip()}".strip()[:4000],
        ),
    )
