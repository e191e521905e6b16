"""What people changed in a case: by hand, and between the last review and this evaluation."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from forms.layout import labels_of
from workflow.models.override import CONFIRMED, OPEN, REFUSED, VOID
from workflow.queries.history import Round
from workflow.queries.overrides import change_of
from workflow.views.case_opened import Opened
from workflow.views.fact_text import fact_text
from workflow.views.filters import say, yuan

#: level, title, text
Line = tuple[str, str, str]
#: The same with the address of its own page.
Linked = tuple[str, str, str, str]
WORDS = {
    OPEN: lambda: _("等第二个人确认"),
    CONFIRMED: lambda: _("已确认"),
    REFUSED: lambda: _("没有同意"),
    VOID: lambda: _("已作废"),
}


def changed_by_hand(one: Opened) -> Iterator[Linked]:
    """Facts and amounts that two people changed, with the reason and the page; also those that do not count any more."""
    in_force = {row.id for row in one.file.changes}
    for row in one.file.overrides:
        change = change_of(row, one.file.item)
        if change.label is None:
            name, was, now = _("金额"), yuan(change.from_fen or 0), yuan(change.to_fen or 0)
        else:
            name, was, now = say(change.label), say(change.was), say(change.now)
        level = "no" if row.id in in_force or row.state == OPEN else "plain"
        title = _("%(name)s：%(was)s改为%(now)s", name=name, was=was, now=now)
        url = url_for("overrides.show", number=one.file.case.number, change=row.id)
        yield level, f"{title}　{WORDS[row.state]()}", row.reason, url


def since_last_review(one: Opened) -> Iterator[Line]:
    """What is different from the evaluation that was reviewed last, in an earlier round."""
    now = next((run for run in one.runs if run.evaluation.round == one.file.case.round), None)
    before = next((run for run in one.runs if run.review and run.evaluation.round < one.file.case.round), None)
    if now is None or before is None:
        return
    if before.review is not None and before.review.result == "returned":
        yield "ask", _("第%(n)s轮退回", n=before.evaluation.round), before.review.comment
    yield from _facts(one, before, now)
    was, new = before.evaluation.amount_fen, now.evaluation.amount_fen
    if was != new:
        yield "ask", _("建议金额"), _("%(was)s元，现在%(now)s元", was=yuan(was), now=yuan(new))
    elif not any(_facts(one, before, now)):
        yield "plain", _("数据和金额与上次复核时相同"), ""


def _facts(one: Opened, before: Round, now: Round) -> Iterator[Line]:
    for fact in labels_of(one.file.item).values():
        was, new = (run.evaluation.inputs.get(fact.name) for run in (before, now))
        if was != new:
            text = _("%(was)s，现在%(now)s", was=fact_text(fact, was), now=fact_text(fact, new))
            yield "ask", say(fact.label), text
