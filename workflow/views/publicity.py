"""Public notices: the bureau's list with the days left, the list that anybody may read, and each day's text as PDF."""

import json
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from workflow.clock import business_date
from workflow.models.paper import LANGUAGES
from workflow.papers import engine
from workflow.papers.public_notice import notice_text
from workflow.queries import publicity
from workflow.queries.calendar import calendar
from workflow.views.item_words import item_words
from workflow.views.masking import public_name
from workflow.views.notice_days import notice_days
from workflow.views.sending import made

bp = Blueprint("publicity", __name__)


@bp.get("/publicity")
def index() -> str:
    """What is on public notice, what ends next, and what an objection holds up."""
    today, days = business_date(), calendar()
    over = publicity.over(today)
    shown = _shown(today, "publicity.index")
    return render_template(
        "publicity/index.html",
        over=[row for row in over[: publicity.PAGE] if not row.paused],
        held=[row for row in over[: publicity.PAGE] if row.paused],
        days=days,
        strip=notice_days(shown["rows"][0], days, today) if shown["rows"] else [],
        **shown,
    )


@bp.get("/notice")
def public() -> str:
    """What is on public notice today: enterprise, item, amount and days, for everybody."""
    return render_template(
        "publicity/public.html", public_name=public_name, **_shown(business_date(), "publicity.public")
    )


def _shown(today: date, endpoint: str) -> dict[str, Any]:
    rows = publicity.running(today, _after(request.args.get("after", "")))
    last = rows[publicity.PAGE - 1] if len(rows) > publicity.PAGE else None
    rows = rows[: publicity.PAGE]
    return {
        "rows": rows,
        "total": publicity.total(today),
        "texts": sorted({row.starts_on for row in rows}),
        "next_url": url_for(endpoint, after=f"{last.ends_on.isoformat()}.{last.case_id}") if last else "",
        "first_page": "after" not in request.args,
        "today": today,
        "item_words": item_words,
    }


def _after(text: str) -> publicity.After:
    day, _dot, last = text.partition(".")
    try:
        return (date.fromisoformat(day), int(last)) if last.isascii() and len(last) < 19 else None
    except ValueError:
        return None


@bp.get("/notice/texts/<day>")
def text(day: str) -> BaseResponse:
    """What was put up on that day, as the bureau posts it."""
    lang = request.args.get("lang", "zh")
    try:
        begun = date.fromisoformat(day) if len(day) == 10 else date.max
    except ValueError:
        abort(404)
    rows = publicity.begun_on(begun) if begun <= business_date() and lang in LANGUAGES else []
    if not rows:
        abort(404)
    data = notice_text(begun, rows, [public_name(row.firm, row.uscc) for row in rows]) | {"lang": lang}
    return made(_printed(json.dumps(data, sort_keys=True)), "application/pdf", f"公示 {day}.pdf")


@lru_cache(maxsize=16)
def _printed(data: str) -> bytes:
    """Anybody may ask for it as often as they like; it is laid out once."""
    return engine.pdf("letter.typ", json.loads(data))
