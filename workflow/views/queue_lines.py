"""The rows of the queue, ready to print: everything that costs is looked up once for the page."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from flask_babel import gettext as _

from states.calendar import WorkCalendar
from states.lifecycle import step
from states.names import State
from states.words import STAFF_WORDS
from workflow.clock import business_date
from workflow.models.message import BUREAU, ENTERPRISE
from workflow.queries import queue_marks
from workflow.queries.awaiting import awaiting, correction_counts
from workflow.queries.case_query_words import MARK_WORDS
from workflow.queries.queue import Line as Row
from workflow.views.filters import say, yuan
from workflow.views.item_words import computes, item_words


class Line(NamedTuple):
    """A row of the list. `left`: working days to the due day. `tags`: (text, tone). `fits`: see `bulk_words.FITS`."""

    number: str
    firm: str
    article: str
    title: str
    amount: str
    state: str
    word: str
    on: date | None
    left: int | None
    next: str
    tags: tuple[tuple[str, str], ...]
    owner: str | None
    uscc: str
    waiting: str
    message: str
    corrections: int
    review: str
    applied: datetime
    moved: datetime | None
    fits: str
    helper: str = ""
    override: str = ""
    sample: str = ""
    condition: str = ""
    clock: str = ""
    note: str = ""


def lines(rows: Sequence[Row], days: WorkCalendar, columns: Collection[str] = (), me: int | None = None) -> list[Line]:
    """The rows of a page as they are printed for a person.

    Some `columns` cost one more statement when they are shown: corrections, helpers, and all marks together.
    """
    today, nexts, waits = business_date(), _next_words(), awaiting([row.id for row in rows])
    ids = [row.id for row in rows]
    times = correction_counts(ids) if "corrections" in columns else {}
    beside = queue_marks.marked(columns, ids, me or 0)
    helping = queue_marks.helpers(ids) if "helper" in columns else {}
    whom, results = waiting_words(), {"passed": _("通过"), "returned": _("退回")}
    tags = {"capped": (_("触顶"), "warn"), "months": (_("月数不够"), "warn"), "": (_("0元"), "no")}
    asked = {"": (), ENTERPRISE: ((_("等您答复"), "warn"),), BUREAU: ((_("等企业答复"), ""),)}
    made = []
    for row in rows:
        article, title = item_words(row.item)
        reason = row.reason or "ok"
        made.append(
            Line(
                number=row.number,
                firm=row.firm,
                article=say(article),
                title=say(title),
                amount=yuan(row.fen),
                state=row.state,
                word=say(STAFF_WORDS[State(row.state)]),
                on=row.due_on,
                left=days.left(today, row.due_on) if row.due_on else None,
                next=nexts[_stage(row)],
                tags=(
                    *asked[waits.get(row.id, "")],
                    *(() if reason == "ok" else (tags.get(reason.partition("_")[0], tags[""]),)),
                ),
                owner=row.owner,
                uscc=row.uscc,
                waiting=whom.get(_stage(row), "—"),
                message="".join(text for text, _tone in asked[waits.get(row.id, "")]),
                corrections=times.get(row.id, 0),
                review=results.get(row.review or "", "—"),
                applied=row.submitted_at,
                moved=row.moved,
                fits=_fits(row),
                helper=helping.get(row.id, ""),
                **{name: _mark(name, code) for name, code in beside.get(row.id, {}).items()},
            )
        )
    return made


def _mark(name: str, code: str) -> str:
    return say(MARK_WORDS[name][code]) if code else ""


def _stage(row: Row) -> str:
    """The state, and within it what is still to be done."""
    state = str(row.state)
    if state == State.SUBMITTED:
        return "to_follow" if row.to_follow else state if row.accepted_at else "to_accept"
    if state == State.EVALUATED:
        return "to_committee" if row.review == "passed" else state
    if state == State.DOCUMENTS_CHECKED and not computes(row.item):
        return "to_refer"
    return "to_pay" if state == State.PUBLICITY and row.cleared_at else state


def _fits(row: Row) -> str:
    """What the bar for many cases asks of a row: its stage, and whether somebody holds it while it is in work."""
    held = "" if row.state not in step("claim").sources else " held" if row.owner else " free"
    return _stage(row) + held


def _next_words() -> dict[str, str]:
    return {
        "to_accept": _("核对能否受理"),
        "submitted": _("核验材料"),
        "to_follow": _("等企业补材料"),
        "correction": _("等企业补正"),
        "documents_checked": _("评估金额"),
        "to_refer": _("转办"),
        "evaluated": _("复核评估"),
        "to_committee": _("提交上会"),
        "committee": _("审定"),
        "publicity": _("等公示期满"),
        "to_pay": _("办理拨付"),
        "paid": "—",
        "rejected": "—",
        "withdrawn": "—",
        "referred": _("等转办结果"),
    }


def waiting_words() -> dict[str, str]:
    """Who a case waits for at each stage."""
    caseworker, finance = _("经办"), _("财务")
    return {
        "to_accept": caseworker,
        "submitted": caseworker,
        "to_follow": _("企业"),
        "correction": _("企业"),
        "documents_checked": caseworker,
        "to_refer": caseworker,
        "evaluated": _("复核"),
        "to_committee": caseworker,
        "committee": _("会议"),
        "publicity": _("公示期满"),
        "to_pay": finance,
        "referred": _("主管部门"),
    }
