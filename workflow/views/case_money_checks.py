"""The automatic checks about money: what the cap still holds, and what was found twice."""

from collections import Counter
from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _

from rules.stacking import Hit
from workflow.queries.case_registers import Registers
from workflow.queries.casefile import CaseFile
from workflow.views.check_line import Check
from workflow.views.filters import say, yuan

MOST_DOUBLES = 8
#: Kinds of hits that name another case.
OF_CASES = frozenset({"matter", "file", "exclusive"})


def cap(file: CaseFile, found: Registers) -> Iterator[Check]:
    """Whether what the form gives fits into what others left of the item's cap."""
    if found.limit is None:
        return
    left = found.limit.fen - found.used_fen
    claimed = file.evaluation.amount_fen if file.evaluation else file.case.estimate_fen or 0
    told = _(
        "%(whose)s上限%(limit)s元，其他案件已用%(used)s元，还剩%(left)s元",
        whose=_whose(found.scope), limit=yuan(found.limit.fen), used=yuan(found.used_fen), left=yuan(left),
    )  # fmt: skip
    if left <= 0:
        yield Check("bad", _("上限额度已用完"), told)
    elif claimed >= left:
        yield Check("look", _("算出的金额触到上限"), told)
    else:
        yield Check("ok", _("上限额度够用"), told)


def owed(found: Registers) -> Iterator[Check]:
    """Whether the enterprise still has to pay back what was claimed from it."""
    if found.owed_fen:
        yield Check("bad", _("企业有追回款没有退清"), _("还差%(fen)s元", fen=yuan(found.owed_fen)))


def _whose(scope: str) -> str:
    kind, _colon, name = scope.partition(":")
    if kind == "year":
        return _("%(year)s年度", year=name)
    return _("项目%(name)s", name=name) if kind == "project" else _("累计")


def doubles(hits: Sequence[Hit]) -> list[Check]:
    """What was found twice; the same sentence about several files stands once, with their number."""
    if not hits:
        return [Check("ok", _("没有查到同一事项的其他资助、其他案件或重复文件"))]
    times = Counter(hit.text for hit in hits)
    first = {hit.text: hit for hit in reversed(hits)}
    rows = [_double(first[text], count) for text, count in list(times.items())[:MOST_DOUBLES]]
    if len(times) > MOST_DOUBLES:
        rows.append(Check("look", _("还有%(n)s条同类情况", n=len(times) - MOST_DOUBLES)))
    return rows


def _double(hit: Hit, count: int) -> Check:
    money = _("涉及%(sum)s元", sum=yuan(hit.fen)) if hit.fen else ""
    evidence = money or (_("%(n)s处", n=count) if count > 1 else "")
    if hit.kind not in OF_CASES:
        return Check("look", say(hit.text), evidence)
    return Check("look", say(hit.text), evidence, url_for("cases.show", number=hit.other), hit.other)
