"""The left side of the case page: what was filed with its source, what the registers say, what was asked to correct."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from forms.layout import labels_of, replaced
from rules.stacking import Hit
from states.names import State
from workflow.actions.correction import titles
from workflow.models.filing import Correction, Filing
from workflow.queries.casefile import CaseFile
from workflow.views.fact_text import fact_text, is_number
from workflow.views.filters import day, moment, say, yuan
from workflow.views.locale import listed
from workflow.views.sources import source_words

MOST_DOUBLES = 8
#: What registered leases answer when a claim stands on them.
FROM_LEASES = frozenset({"in_zone", "above_scale", "leases"})
CORRECTION_WORDS = {
    "open": lambda: _("等企业补正"),
    "answered": lambda: _("已补正"),
    "cancelled": lambda: _("已取消"),
    "lapsed": lambda: _("逾期未补"),
}


def facts(file: CaseFile, revisions: Sequence[Filing]) -> list[dict[str, Any]]:
    """Each fact with its text, where it comes from, and what it was before a correction."""
    filing = revisions[-1] if revisions else file.filing
    rows, hidden, origins = [], replaced(file.item, filing.facts), source_words(filing)
    for fact in labels_of(file.item).values():
        answer = filing.facts.get(fact.name)
        if (fact.optional and answer is None) or fact.name in hidden:
            continue
        changed = next(
            (place for place in range(len(revisions) - 1, 0, -1) if fact.name in revisions[place].changed), 0
        )
        rows.append(
            {
                "label": say(fact.label),
                "text": fact_text(fact, answer),
                "number": is_number(fact),
                "was": fact_text(fact, revisions[changed - 1].facts.get(fact.name)) if changed else "",
                "source": _("租约登记")
                if hidden and fact.name in FROM_LEASES
                else _source(
                    revisions[changed] if revisions else filing, origins.get(fact.name, ""), corrected=changed > 0
                ),
                "corrected": changed > 0,
            }
        )
    return rows


def _source(filing: Filing, origin: str, *, corrected: bool) -> str:
    on = day(filing.filed_at or filing.saved_at)
    if origin and not corrected:
        return _("%(origin)s，%(day)s填报", origin=origin, day=on)
    return _("企业补正，%(day)s", day=on) if corrected else _("企业填报，%(day)s", day=on)


def other_money(file: CaseFile) -> list[tuple[str, str]]:
    """Other public money that the applicant declared for the same matter: source and yuan."""
    return [(str(row.get("source", "")), str(row.get("yuan", ""))) for row in file.filing.other_money]


def checks(file: CaseFile, years: Sequence[int], found: Sequence[Hit]) -> list[tuple[bool | None, str, str]]:
    """What the system looked up itself: (holds, sentence, evidence); None = a person must look."""
    lacking, wrong = file.missing_documents, file.fact_problems
    rows = [
        _credit(file),
        (not lacking, _("必交材料没有交齐") if lacking else _("必交材料齐全"), _titles(file, lacking)),
        (not wrong, _("事实没有填写完整") if wrong else _("事实填写完整、有效"), ""),
    ]
    if any(fact.name == "above_scale" for fact in file.item.facts):
        known = _("统计名录：%(years)s年", years=listed(str(year) for year in years)) if years else ""
        rows.append((bool(years), _("在规模以上企业名录里") if years else _("不在规模以上企业名录里"), known))
    holder = file.case.enterprise.account_holder
    same = holder == file.case.enterprise.name
    rows.append((same, _("收款账户户名与企业名称一致") if same else _("收款账户户名与企业名称不一致"), holder))
    return rows + _doubles(found)


def _doubles(found: Sequence[Hit]) -> list[tuple[bool | None, str, str]]:
    """What was found twice; the same sentence about several files stands once, with their number."""
    if not found:
        return [(True, _("没有查到同一事项的其他资助、其他案件或重复文件"), "")]
    times = Counter(hit.text for hit in found)
    money = {hit.text: _("涉及%(sum)s元", sum=yuan(hit.fen)) for hit in found if hit.fen}
    told = list(times.items())[:MOST_DOUBLES]
    rows: list[tuple[bool | None, str, str]] = [
        (None, say(text), money.get(text) or (_("%(n)s处", n=count) if count > 1 else "")) for text, count in told
    ]
    if len(times) > MOST_DOUBLES:
        rows.append((None, _("还有%(n)s条同类情况", n=len(times) - MOST_DOUBLES), ""))
    return rows


def _credit(file: CaseFile) -> tuple[bool | None, str, str]:
    at = file.case.credit_checked_at
    if file.dishonest:
        return False, _("在严重失信主体名单上，不能给予资助"), _("今天查名单命中")
    if at is None:
        return None, _("信用核查还没有做"), ""
    return True, _("不在严重失信主体名单上"), _("%(at)s核查", at=moment(at))


def _titles(file: CaseFile, kinds: Sequence[str]) -> str:
    named = {kind.code: say(kind.title) for kind in file.item.documents}
    return listed(named[kind] for kind in kinds)


def corrections(file: CaseFile, rows: Sequence[Correction], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """The correction notices, newest first, with their points in words."""
    words = titles(file.item)
    return [
        {
            "at": row.requested_at,
            "by": names.get(row.requested_by, ""),
            "due": row.due_on,
            "state": CORRECTION_WORDS[row.state](),
            "open": row.state == "open" and file.case.state == State.CORRECTION,
            "note": row.note,
            "points": [(say(words[one["kind"], one["name"]]), one["wrong"]) for one in row.items],
        }
        for row in reversed(rows)
    ]
