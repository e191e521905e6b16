"""The automatic checks against registers: dishonest entities, above-scale enterprises, recognised scenarios."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from workflow.queries.applications import ENDED
from workflow.queries.case_registers import RECOGNISES, Registers
from workflow.queries.casefile import CaseFile
from workflow.views.check_line import Check
from workflow.views.filters import fullday, moment
from workflow.views.locale import listed


def credit(file: CaseFile) -> Check:
    """The list of dishonest entities is asked whenever the page is opened; a caseworker's own look is recorded.

    On a case that has come to its end nobody is asked to look again.
    """
    at = file.case.credit_checked_at
    if file.dishonest:
        return Check("bad", _("在严重失信主体名单上，不能给予资助"), _("今天查名单命中"))
    if at is None:
        return Check("wait", _("信用核查还没有做"), _("今天名单上没有，点“查信用”记下"))
    if not file.credit_checked and file.case.state not in ENDED:
        return Check("wait", _("信用核查已过有效天数，请再查一次"), _("%(at)s核查", at=moment(at)))
    return Check("ok", _("不在严重失信主体名单上"), _("%(at)s核查", at=moment(at)))


def registers(file: CaseFile, found: Registers) -> Iterator[Check]:
    """Those that the item has to do with."""
    if found.years is not None:
        yield _above_scale(file, found.years)
    for one in found.recognised:
        title = _("已有认定：%(title)s", title=one.title)
        yield Check("look", title, fullday(one.since), url_for("referrals.recognitions"), _("认定名册"))
    if file.case.item == RECOGNISES and not found.recognised:
        yield Check("ok", _("认定名册里没有这家企业的其他场景"))


def _above_scale(file: CaseFile, years: Sequence[int]) -> Check:
    known = _("统计名录：%(years)s年", years=listed(str(year) for year in years)) if years else ""
    if years:
        return Check("ok", _("在规模以上企业名录里"), known)
    return Check(
        "bad", _("不在规模以上企业名录里"), _("企业填报为规模以上") if file.filing.facts.get("above_scale") else ""
    )
