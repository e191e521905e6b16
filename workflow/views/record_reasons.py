"""The reason of a step in the reader's language where the system wrote it; what a person wrote stays as it is."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from states.clock_grounds import GROUNDS
from workflow.actions.correction_points import titles
from workflow.actions.objection import ANSWERED, RAISED
from workflow.actions.review import in_english
from workflow.models.case import Transition
from workflow.queries.casefile import CaseFile
from workflow.queries.visits import RESULT_WORDS
from workflow.views.filters import day, say
from workflow.views.locale import english

Told = Callable[[re.Match[str], Transition], str]


def _marks(match: re.Match[str]) -> dict[str, str]:
    return {"n": match[1], "pass": match[2]}


def _planned(match: re.Match[str], row: Transition) -> str:
    when = day(date(row.at.year, int(match[1]), int(match[2])))
    return _("%(day)s，%(who)s，%(where)s", day=when, who=match[3].replace("、", ", "), where=match[4])


#: By step: how the system writes, and the same for the page's language.
SENTENCES: Mapping[str, tuple[tuple[str, Told], ...]] = {
    "assess": (
        (r"请了第(\d+)位专家", lambda m, _row: _("请了第%(n)s位专家", n=m[1])),
        (r"第(\d+)位专家声明没有利益冲突", lambda m, _row: _("第%(n)s位专家声明没有利益冲突", n=m[1])),
        (r"第(\d+)位专家声明有利益冲突，换人", lambda m, _row: _("第%(n)s位专家声明有利益冲突，换人", n=m[1])),
        (r"登记了第(\d+)位专家的评分表", lambda m, _row: _("登记了第%(n)s位专家的评分表", n=m[1])),
    ),
    "adopt_assessment": (
        (r"专家评审([\d.]+)分，达到([\d.]+)分", lambda m, _row: _("专家评审%(n)s分，达到%(pass)s分", **_marks(m))),
        (
            r"专家评审([\d.]+)分，没有达到([\d.]+)分",
            lambda m, _row: _("专家评审%(n)s分，没有达到%(pass)s分", **_marks(m)),
        ),
    ),
    "plan_visit": ((r"(\d+)月(\d+)日，([^，]+)，(.+)", _planned),),
}
PAIRS: Mapping[str, Mapping[str, Any]] = {
    "record_visit": {words.zh: words for words in RESULT_WORDS.values()},
    "stop_clock": {words.zh: words for words in GROUNDS.values()},
}


def told(row: Transition, file: CaseFile) -> str:
    """The reason as this page says it. Steps that the applicant reads too, and those of the desk."""
    if not english():
        return row.reason if row.reason not in (RAISED, ANSWERED) else row.reason.partition("。 ")[0] + "。"
    if row.reason in (RAISED, ANSWERED):
        return row.reason.partition("。 ")[2]
    if words := PAIRS.get(row.action, {}).get(row.reason):
        return say(words)
    if row.action in ("request_correction", "fail_condition") and row.detail.get("items"):
        return _asked(row, file)
    if row.action == "return_evaluation":
        return "\n".join(in_english(line) for line in row.reason.splitlines())
    for written, words_of in SENTENCES.get(row.action, ()):
        if match := re.fullmatch(written, row.reason):
            return words_of(match, row)
    return row.reason


def _asked(row: Transition, file: CaseFile) -> str:
    """Each point under its English name, with what the caseworker wrote."""
    names = titles(file.item)
    return "; ".join(f"{names[one['kind'], one['name']].en}: {one['wrong']}" for one in row.detail["items"])
