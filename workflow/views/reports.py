"""The yearly report: its page, and the year's lists as files."""

from flask import Blueprint, abort, render_template, request
from flask_babel import get_locale
from werkzeug.wrappers import Response as BaseResponse

from workflow.clock import business_date
from workflow.exports.listings import KINDS, written
from workflow.papers import engine, year_report
from workflow.queries import budget, yearly
from workflow.views.article_words import article_words
from workflow.views.sending import made
from workflow.views.year_listings import LISTINGS

bp = Blueprint("reports", __name__)
PDF = "application/pdf"


@bp.get("/reports")
def index() -> str:
    """The figures of the year (`year`, else this one) beside those of the year before."""
    text, now = request.args.get("year", ""), business_date().year
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 and int(text) >= 2000 else now
    found = yearly.figures(year, business_date())
    return render_template(
        "reports/index.html",
        found=found,
        last={one.article: one for one in yearly.articles(year - 1)},
        total=[sum(column) for column in zip(*(one[1:] for one in found.articles), strict=True)],
        years=sorted({*budget.years(), now, year}, reverse=True),
        words=year_report.WORDS,
        article_words=article_words,
    )


@bp.get("/reports/<int:year>/<listing>.<ending>")
def download(year: int, listing: str, ending: str) -> BaseResponse:
    """One list of the year as .xlsx, .csv or .json; the report as .pdf too."""
    if listing not in LISTINGS or not 2000 <= year <= 2100:
        abort(404)
    if (listing, ending) == ("report", "pdf"):
        lang = "en" if str(get_locale()).startswith("en") else "zh"
        data = year_report.data(yearly.figures(year, business_date())) | {"lang": lang}
        return made(engine.pdf("slip.typ", data), PDF, f"{LISTINGS[listing](year).title}.pdf")
    if ending not in KINDS:
        abort(404)
    found = LISTINGS[listing](year)
    return made(written(found, ending), KINDS[ending], f"{found.title}.{ending}")
