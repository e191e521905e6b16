"""The lines of the applicant's list, in plain values."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from states.dossier import Dossier
from states.names import State
from states.next_words import next_sentence
from states.words import APPLICANT_WORDS
from workflow.clock import SHANGHAI, business_date
from workflow.models.case import Case
from workflow.models.filing import Correction
from workflow.queries.calendar import calendar
from workflow.views.filters import day, fullday, say
from workflow.views.item_words import item_words

#: The list has room for one clause of a sentence; the tracking page says all of it.
CLAUSES = re.compile("[，；,;] ?")
#: Where the first clause says what is over, and the second what comes next.
AHEAD = {State.DOCUMENTS_CHECKED, State.EVALUATED, State.PUBLICITY, State.REJECTED}
#: Where a case without a promised day has a clock that stands still for a legal reason.
STANDS = {State.SUBMITTED, State.DOCUMENTS_CHECKED, State.EVALUATED, State.COMMITTEE}
Pair = tuple[Case, Correction | None]


def title(case: Case) -> str:
    """第十四条　鼓励专业园区建设."""
    article, words = item_words(case.item)
    return _("%(article)s　%(title)s", article=say(article), title=say(words))


def duties(pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """What waits for the enterprise, the nearest day first."""
    today, days = business_date(), calendar()
    found = []
    for case, correction in pairs:
        if correction is not None:
            due, points = correction.due_on, len(correction.items)
            found.append(
                {
                    "title": _("补%(count)s处：%(what)s", count=points, what=title(case)),
                    "text": _("；").join(point["wrong"].rstrip("。；.; ") for point in correction.items)[:200],
                    "url": url_for("resubmission.form", number=case.number),
                    "label": _("去补正"),
                    "main": True,
                    "due": due,
                    "left": days.left(today, due),
                }
            )
        elif case.state == State.DRAFT:
            due = case.call.new_until.astimezone(SHANGHAI).date()
            found.append(
                {
                    "title": _("写完草稿：%(what)s", what=title(case)),
                    "text": _("%(call)s，%(day)s截止，过期不能提交。", call=_call(case), day=fullday(due)),
                    "url": url_for("filing.facts", number=case.number),
                    "label": _("接着填"),
                    "main": False,
                    "due": due,
                    "left": days.left(today, due),
                }
            )
    return sorted(found, key=lambda duty: (duty["due"], duty["url"]))


def _call(case: Case) -> str:
    call = case.call
    return _("%(year)s年第%(round)s批", year=call.year, round=call.round)


def rows(pairs: Sequence[Pair], following: Collection[int] = ()) -> list[dict[str, Any]]:
    """The lines of the list; `following`: ids of cases that wait for documents to follow."""
    return [_row(case, correction, to_follow=case.id in following) for case, correction in pairs]


def _row(case: Case, correction: Correction | None, *, to_follow: bool) -> dict[str, Any]:
    state = State(case.state)
    draft = state == State.DRAFT
    fen, kind = _amount(case)
    accepted, cleared = case.accepted_at is not None, case.cleared_at is not None
    stopped = accepted and case.promised_on is None and state in STANDS and not to_follow
    dossier = Dossier(state=state, accepted=accepted, cleared=cleared, condition_open=to_follow, clock_stopped=stopped)
    return {
        "id": case.id,
        "title": title(case),
        "number": _("尚未提交") if case.submitted_at is None else case.number,
        "url": url_for("filing.facts" if draft else "applications.show", number=case.number),
        "fen": fen,
        "kind": kind,
        "state": case.state,
        "word": say(APPLICANT_WORDS[state]),
        "next": _clause(say(next_sentence(dossier)), state),
        "by": "" if stopped else _by(case, correction),
    }


def _clause(sentence: str, state: State) -> str:
    said = CLAUSES.split(sentence)
    clause = said[1] if state in AHEAD and len(said) > 1 else said[0]
    return clause[:1].upper() + clause[1:]


def _amount(case: Case) -> tuple[int | None, str]:
    if case.state == State.PAID:
        return case.award_fen, _("实拨")
    if case.award_fen is not None:
        return case.award_fen, _("核定")
    if case.state in {State.REJECTED, State.WITHDRAWN, State.REFERRED}:
        return None, ""
    if case.proposed_fen is not None:
        return case.proposed_fen, _("评估，未审定")
    return case.estimate_fen, _("试算") if case.estimate_fen is not None else ""


def _by(case: Case, correction: Correction | None) -> str:
    if correction is not None:
        return _("%(day)s前", day=day(correction.due_on))
    if case.state == State.DRAFT:
        return _("%(day)s前", day=day(case.call.new_until))
    if case.paid_at is not None:
        return _("%(day)s到账", day=fullday(case.paid_at))
    return _("%(day)s前", day=day(case.due_on)) if case.due_on is not None else ""
