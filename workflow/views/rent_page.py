"""The tracker of one enterprise as its page draws it: cells, years, cases, leases, what to keep in mind."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from rules import catalogue
from rules.months import month_text, year_of
from workflow.queries.leases import Term, days_of
from workflow.queries.rent_forecast import Forecast, Year, forecast, gap_months, years
from workflow.queries.rent_plan import facts_for
from workflow.queries.rent_track import Cell, Measure, Track
from workflow.views.filters import yuan
from workflow.views.locale import listed
from workflow.views.rent_words import area, month_name, short_month, whole_yuan

SOON = 60
FEW = 3
CaseUrl = Callable[[str], str]


def page(found: Track, case_url: CaseUrl) -> dict[str, Any]:
    """What the template draws."""
    rows, end = years(found), forecast(found)
    return {
        "track": found,
        "cells": cells(found, case_url),
        "quota": quota(found, end),
        "years": rows,
        "end": end,
        "leases": leases(found),
        "now": in_force(found),
        "mind": mind(found, rows),
        "next": next_claim(found),
        "gaps": gaps(found),
    }


def cells(found: Track, case_url: CaseUrl) -> list[dict[str, Any]]:
    """The cells of the grid and its table, in order of their number."""
    missed, before, drawn = set(gap_months(found)), None, []
    for cell in found.cells:
        month = cell.month
        drawn.append(
            {
                "no": cell.no,
                "month": short_month(month) if month is not None else "",
                "full": month_text(month) if month is not None else "—",
                "state": "open" if cell.state == "free" else cell.state,
                "note": _note(cell),
                "after_gap": month is not None
                and before is not None
                and any(one in missed for one in range(before + 1, month)),
                "area": area(cell.area) if cell.area else "—",
                "fen": cell.fen - cell.recovered_fen if cell.month is not None and cell.state != "dead" else None,
                "lost": cell.lost_fen,
                "recovered": cell.recovered_fen,
                "number": cell.number,
                "url": case_url(cell.number) if cell.number else "#leases" if cell.state == "open" else "",
                "where": _where(found.held.terms, month),
            }
        )
        before = month if month is not None and cell.state != "dead" else before
    return drawn


def _note(cell: Cell) -> str:
    if cell.month is None or cell.state == "dead":
        return "—" if cell.state == "dead" else ""
    if not cell.fen and cell.computed_fen:
        return _("触顶")
    return whole_yuan(cell.fen - cell.recovered_fen)


def _where(terms: Iterable[Term], month: int | None) -> list[str]:
    """Addresses leased in the month."""
    if month is None:
        return []
    first, last = days_of(month)
    return list(dict.fromkeys(t.address for t in terms if t.counts and t.first <= last and t.last >= first))


def quota(found: Track, end: Forecast) -> list[dict[str, Any]]:
    """The figures beside the months in use."""
    opened = [cell.month for cell in found.of("open") if cell.month is not None]
    span = month_name(opened[0]) if opened else ""
    if len(opened) > 1:
        span = _("%(first)s至%(last)s", first=span, last=month_name(opened[-1]))
    drawn = [
        {"label": label, "months": len(had), "text": _("%(yuan)s元", yuan=yuan(_money(had)))}
        for label, had in (
            (_("已拨付"), found.of("paid")),
            (_("已核定"), found.of("approved")),
            (_("申请中"), found.of("claimed")),
        )
    ]
    drawn.append({"label": _("还可申请"), "months": len(found.of("open", "free")), "text": span})
    if end.unusable:
        why = {"expired": _("政策有效期先到"), "lease_ends": _("租约先到期")}.get(end.why, _("现在没有可申请的月份"))
        drawn.append({"label": _("预计用不上"), "months": end.unusable, "text": why, "tone": "ochre"})
    return drawn


def _money(had: Iterable[Cell]) -> int:
    return sum(cell.fen - cell.recovered_fen for cell in had)


def worth(by: Measure, hundredths: int) -> int:
    """What an area is worth in a month by the rules (fen), before any limit."""
    facts = {"in_zone": True, "above_scale": True, "area": f"{hundredths // 100}.{hundredths % 100:02d}"}
    start = {"from": month_text(by.present), "months": 1}
    months = catalogue.evaluate("14", facts | start, [], by.policies(by.version), explain=False).months
    return months[0].computed_fen if months else 0


def leases(found: Track) -> list[dict[str, Any]]:
    """Every stretch of every lease, oldest first."""
    today = found.measure.today
    return [
        {
            "term": term,
            "past": term.last < today,
            "note": term.note or (_("已到期") if term.last < today else ""),
            "contract": area(term.contract_area),
            "sublet": area(term.sublet_area),
            "own": area(term.own_area) if term.use == "main" else _("配套用房，不计"),
            "fen": worth(found.measure, term.own_area) if term.counts else 0,
            "free": listed(month_text(month) for month in sorted(term.rent_free)),
        }
        for term in found.held.terms
    ]


def in_force(found: Track) -> dict[str, Any] | None:
    """The sum of the leases that run today."""
    today = found.measure.today
    running = [term for term in found.held.terms if term.first <= today <= term.last]
    if not running:
        return None
    own = sum(term.own_area for term in running if term.counts)
    return {
        "contract": area(sum(term.contract_area for term in running)),
        "sublet": area(sum(term.sublet_area for term in running)),
        "own": area(own),
        "fen": worth(found.measure, own) if own else 0,
    }


def next_claim(found: Track) -> dict[str, Any] | None:
    """The months that could be claimed today, and what they pay."""
    ready = [cell for cell in found.of("open") if cell.month is not None and cell.month <= found.measure.present]
    if not ready:
        return None
    months = [cell.month for cell in ready if cell.month is not None]
    assert facts_for(found.held, months), "a month to claim stands on a lease"
    return {"first": month_name(months[0]), "last": month_name(months[-1]), "count": len(ready), "fen": _money(ready)}


def gaps(found: Track) -> str:
    """The months that were left out, in words; empty without any."""
    return listed(month_name(month) for month in gap_months(found)[:6])


def mind(found: Track, rows: list[Year]) -> list[dict[str, str]]:
    """What may be lost or needs a look: {tone, text, small}."""
    told = [_capped(found, row) for row in rows if row.lost_fen and row.year >= found.measure.today.year]
    left = found.measure.most - found.used
    if 0 < left <= FEW:
        told.append({"tone": "ask", "text": _("只剩%(n)s个月", n=left), "small": _("用完后不能再申请租金支持")})
    told += [_ending(term) for term in found.held.terms if _ends_soon(found, term)]
    today = found.measure.today
    told += [
        {
            "tone": "ask",
            "text": _("%(where)s有%(area)s㎡转租", where=term.address, area=area(term.sublet_area)),
            "small": term.document,
        }
        for term in found.held.terms
        if term.sublet_area and term.first <= today <= term.last
    ]
    return [*told, _listed(found)]


def _capped(found: Track, row: Year) -> dict[str, str]:
    cut = [cell for cell in found.cells if cell.lost_fen and cell.month is not None and year_of(cell.month) == row.year]
    first = next((cell for cell in cut if cell.month is not None), None)
    if first is None or first.month is None:
        return {
            "tone": "ask",
            "text": _("%(year)s年额度已用完", year=row.year),
            "small": _("其余月份不支付，也不占月数"),
        }
    text = _("%(month)s触顶", month=month_name(first.month))
    return {
        "tone": "ask",
        "text": text,
        "small": _("当月%(fen)s元，全年少得%(lost)s元", fen=yuan(first.fen), lost=yuan(row.lost_fen)),
    }


def _ends_soon(found: Track, term: Term) -> bool:
    today = found.measure.today
    after = term.last + timedelta(days=1)
    goes_on = any(one.unit == term.unit and one.first <= after <= one.last for one in found.held.terms)
    return term.counts and today <= term.last <= today + timedelta(days=SOON) and not goes_on


def _ending(term: Term) -> dict[str, str]:
    text = _("%(where)s的租约%(day)s到期", where=term.address, day=_day(term.last))
    return {"tone": "ask", "text": text, "small": _("续租后登记新合同，中间断开的月份不能支持")}


def _listed(found: Track) -> dict[str, str]:
    year = found.measure.today.year
    if year in found.held.above_scale:
        return {"tone": "ok", "text": _("在%(year)s年规模以上名录", year=year), "small": _("按统计名录自动核对")}
    return {"tone": "no", "text": _("不在%(year)s年规模以上名录", year=year), "small": _("当年的月份不能支持")}


def _day(day: date) -> str:
    return day.isoformat()
