"""The overview of rent support: what its address asks for, its tabs and its lines."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from forms.casework import clean
from workflow.queries.holdings import load
from workflow.queries.rent import COUNTED, TABS, Wanted
from workflow.queries.rent_forecast import Year, forecast, years
from workflow.queries.rent_track import Measure, Track, track
from workflow.views.rent_page import in_force
from workflow.views.rent_words import end_of

FEW = 3


class Asked(NamedTuple):
    """What the address asks for."""

    wanted: Wanted
    after: tuple[str, int] | None


def wanted(args: Mapping[str, str]) -> Asked:
    """Read the address; what cannot be read counts as not said."""
    tab = args.get("tab", "all")
    by_used = args.get("sort") == "used"
    want = Wanted(tab if tab in TABS else "all", clean(args.get("q", "")).strip()[:100], by_used)
    return Asked(want, _after(args.get("after", ""), number=by_used))


def _after(text: str, *, number: bool) -> tuple[str, int] | None:
    key, _tilde, last = text.rpartition("~")
    if (
        not key.isprintable()
        or not key
        or len(text) > 230
        or not (last.isascii() and last.isdigit() and len(last) <= 15)
    ):
        return None
    digits = key.removeprefix("-")
    if number and not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        return None
    return key, int(last)


def _url(want: Wanted, **more: Any) -> str:
    said = {
        "tab": want.tab if want.tab != "all" else None,
        "q": want.text or None,
        "sort": "used" if want.by_used else None,
    }
    return url_for("rent.index", **(said | more))


def next_url(rows: Sequence[Any], want: Wanted) -> str:
    """The next page of the same list; `rows` holds one row more than a page."""
    last = rows[-2]
    return _url(want, after=f"{-last.months if want.by_used else last.sort_key}~{last.id}")


def tabs(counts: Mapping[str, int], want: Wanted) -> list[dict[str, Any]]:
    """The views of the list with their counts."""
    words = {
        "all": _("全部"),
        "few": _("剩3个月以内"),
        "capped": _("本年触顶"),
        "ending": _("租约60天内到期"),
        "used_up": _("已用完"),
    }
    return [
        {
            "label": words[tab],
            "url": _url(want._replace(tab=tab)),
            "current": tab == want.tab,
            "count": f"{COUNTED:,}+" if counts[tab] > COUNTED else counts[tab],
        }
        for tab in TABS
    ]


def lines(rows: Sequence[Any], by: Measure) -> list[dict[str, Any]]:
    """A line for each enterprise; its months are laid out and forecast like on its own page."""
    held = load([row.id for row in rows])
    return [_line(row, track(held[row.id], by)) for row in rows]


def _line(row: Any, found: Track) -> dict[str, Any]:
    by = found.measure
    this_year = next((one for one in years(found) if one.year == by.today.year), None)
    now, end = in_force(found), forecast(found)
    return {
        "name": row.name,
        "uscc": row.uscc,
        "states": ["open" if cell.state == "free" else cell.state for cell in found.cells],
        "used": found.used,
        "own": now["own"] if now else "—",
        "fen": now["fen"] if now else None,
        "bars": _bars(this_year, by.year_fen),
        "year_fen": this_year.fen if this_year else 0,
        "end": end_of(found, end),
        "tags": _tags(found, this_year),
    }


def _bars(year: Year | None, limit: int) -> list[tuple[float, str]]:
    if year is None:
        return []
    parts = ((year.held_fen, "v-1"), (year.claimed_fen, "v-2"), (year.open_fen, "v-3"))
    return [(100 * fen / limit, pigment) for fen, pigment in parts]


def _tags(found: Track, year: Year | None) -> list[tuple[str, str]]:
    left = found.measure.most - found.used
    tags = [(_("触顶"), "warn")] if year is not None and year.lost_fen else []
    if not left:
        return [*tags, (_("已用完"), "")]
    return [*tags, (_("将用完"), "warn")] if left <= FEW else tags
