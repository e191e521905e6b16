"""Article 14: who uses how many of the 36 months, and the tracker of one enterprise."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from workflow.db import db
from workflow.models.enterprise import Enterprise
from workflow.queries import rent
from workflow.queries.limits import limit_of, most_months
from workflow.queries.rulebook import versions

bp = Blueprint("rent", __name__)

ITEM = "14"
DRAWN = {"reserved": "approved", "paid": "paid"}


@bp.get("/rent")
def index() -> str:
    """Every enterprise with rent support, by name."""
    most = most_months(ITEM, _version())
    rows, states = rent.overview(_after(request.args.get("after", "")))
    lines = [
        {
            "name": firm.name,
            "uscc": firm.uscc,
            "used": used,
            "left": most - used,
            "states": [DRAWN.get(states[firm.id].get(number, ""), "open") for number in range(1, most + 1)],
            "paid": sum(state == "paid" for state in states[firm.id].values()),
        }
        for firm, used in rows[: rent.PAGE]
    ]
    last = rows[rent.PAGE - 1][0] if len(rows) > rent.PAGE else None
    older = url_for("rent.index", after=f"{last.sort_key}~{last.id}") if last else ""
    return render_template("rent/index.html", lines=lines, most=most, older=older)


def _after(text: str) -> tuple[str, int] | None:
    key, _tilde, number = text.rpartition("~")
    if not key or len(text) > 230 or not (number.isascii() and number.isdigit() and len(number) <= 15):
        return None
    return key, int(number)


@bp.get("/rent/own")
def own() -> str:
    """The applicant's own months."""
    firm = db.session.get(Enterprise, current_user.enterprise_id)
    if firm is None:
        abort(404)
    return _tracker(firm, "applications.show")


@bp.get("/rent/<uscc>")
def show(uscc: str) -> str:
    """The tracker of one enterprise."""
    firm = rent.enterprise_by_uscc(uscc) if len(uscc) == 18 else None
    if firm is None:
        abort(404)
    return _tracker(firm, "cases.show")


def _version() -> str:
    """The policy version published last; its cap and months are what the page measures against."""
    return versions()[0].version


def _tracker(firm: Enterprise, case_endpoint: str) -> str:
    version = _version()
    most, cap = most_months(ITEM, version), limit_of(ITEM, version)
    assert cap is not None, "article 14 has a yearly cap"
    months = rent.live_months(firm.id)
    return render_template(
        "rent/show.html",
        firm=firm,
        own=case_endpoint == "applications.show",
        case_endpoint=case_endpoint,
        most=most,
        cap=cap.fen,
        months=months,
        used=len(months),
        paid=[month for month in months if month.state == "paid"],
        reserved=[month for month in months if month.state == "reserved"],
        cells=_cells(months, most),
        years=rent.years(months),
        drawn=DRAWN,
        history=rent.history(firm.id),
        kinds={"reserved": _("核定"), "paid": _("拨付"), "reversed": _("退回"), "recovered": _("追回")},
    )


def _cells(months: Any, most: int) -> list[dict[str, Any]]:
    """The cells of the grid: numbers in use with their month, then what is still open."""
    by_number = {month.seq: month for month in months}
    cells, before = [], ""
    for number in range(1, most + 1):
        month = by_number.get(number)
        if month is None:
            cells.append({"no": number, "month": "", "note": "", "state": "open"})
            continue
        cells.append(
            {
                "no": number,
                "month": month.month[2:].replace("-", "."),
                "note": f"{month.granted_fen // 100:,}",
                "state": DRAWN[month.state],
                "after_gap": bool(before) and _index(month.month) - _index(before) > 1,
                "area": f"{month.area // 100:,}.{month.area % 100:02d}".removesuffix(".00"),
                "fen": month.granted_fen,
            }
        )
        before = month.month
    return cells


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
