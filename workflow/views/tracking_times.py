"""The times on the tracking page: whose turn it is, what was promised, and how long this step usually takes."""

from typing import Any

from flask_babel import gettext as _

from states.clock import Clock, Level
from states.names import Role, State
from states.stages import Standing
from states.words import ROLE_WORDS
from workflow.models.case import Case
from workflow.queries.stage_times import usual
from workflow.views.filters import day, fullday, say
from workflow.views.standing_still import Halt

#: Stages whose length the calendar sets: what they usually take says nothing.
FIXED = frozenset({"publicity", "correction", "condition"})


def times(case: Case, standing: Standing, halt: Halt | None) -> list[dict[str, Any]]:
    """Rows of label, text and a line about where it comes from; nothing for a case that has ended or not begun."""
    clock, promise = standing.clock, standing.promise
    rows: list[dict[str, Any]] = []
    if halt is not None:
        since = _("%(day)s起，预计%(end)s恢复", day=day(halt.since), end=day(halt.expected_on))
        note = _("%(since)s。%(why)s", since=since, why=halt.text) if halt.text else since
        rows.append({"label": _("计时停着"), "text": halt.ground, "note": note})
    if clock is not None and clock.waits_for is not None and clock.level != Level.FINISHED:
        who = _("公示期满，到期自动往下走") if clock.waits_for is Role.SYSTEM else say(ROLE_WORDS[clock.waits_for])
        rows.append({"label": _("现在等"), "text": who, "note": _("%(day)s起", day=day(clock.since))})
    if promise is not None and (promise.level != Level.FINISHED or case.state == State.PAID):
        rows.append({"label": _("承诺时限"), **_promised(promise, standing)})
    if expected := _expected(case, standing):
        rows.append(expected)
    return rows


def _promised(promise: Clock, standing: Standing) -> dict[str, str]:
    used = _("从受理到拨付承诺%(limit)s个工作日，已用%(used)s个", limit=promise.limit, used=promise.used)
    if promise.level == Level.FINISHED:
        return {"text": _("用了%(used)s个工作日", used=promise.used), "note": _("承诺%(n)s个", n=promise.limit)}
    if promise.level == Level.STOPPED or promise.due is None:
        return {"text": _stopped(standing, promise.left), "note": used}
    if promise.left < 0:
        return {"text": _("已超过%(late)s个工作日，我们在催办", late=-promise.left), "note": used}
    text = _("还剩%(left)s个工作日，%(day)s前拨付", left=promise.left, day=fullday(promise.due))
    return {"text": text, "note": used + (_("；节假日安排公布后可能调整") if promise.provisional else "")}


def _stopped(standing: Standing, left: int) -> str:
    name = standing.stage.name if standing.stage else ""
    if name == "correction":
        return _("补正期间暂停，还剩%(left)s个工作日", left=left)
    if name == "condition":
        return _("补交期间暂停，还剩%(left)s个工作日", left=left)
    return _("暂停，还剩%(left)s个工作日", left=left)


def _expected(case: Case, standing: Standing) -> dict[str, str] | None:
    """From finished cases; hidden while there are fewer than ten, and where the calendar decides."""
    stage, clock = standing.stage, standing.clock
    if stage is None or clock is None or clock.level == Level.FINISHED or stage.name in FIXED:
        return None
    found = usual(case.item, stage.name)
    if found is None:
        return None
    half, most = max(1, found.half), max(1, found.most)
    if half == most:
        text = _("九成在%(most)s个工作日内办完", most=most)
    else:
        text = _("一半在%(half)s个工作日内办完，九成在%(most)s个内", half=half, most=most)
    whose = _("同一条款") if found.of_item else _("各条款一起")
    note = _(
        "按%(whose)s已办完“%(stage)s”这一步的%(n)s件统计，补正的日子不算",
        whose=whose,
        stage=say(stage.words),
        n=found.times,
    )
    return {"label": _("这一步通常"), "text": text, "note": note}
