"""Public notices: the bureau's list with the days left, and the list that anybody may read."""

from flask import Blueprint, render_template

from workflow.clock import business_date
from workflow.queries import publicity
from workflow.queries.calendar import calendar
from workflow.views.item_words import item_words

bp = Blueprint("publicity", __name__)


@bp.get("/publicity")
def index() -> str:
    """What is on public notice, what ends next."""
    today = business_date()
    rows = publicity.running(today)
    return render_template(
        "publicity/index.html",
        rows=rows,
        over=publicity.over(today),
        total=sum(row.amount_fen for row in rows),
        days=calendar(),
        today=today,
        item_words=item_words,
    )


@bp.get("/notice")
def public() -> str:
    """What is on public notice today: enterprise, item, amount and days, for everybody."""
    today = business_date()
    return render_template("publicity/public.html", rows=publicity.running(today), today=today, item_words=item_words)
