"""The notice of a recovery as PDF: printed from what was frozen with the decision, so always with the same bytes."""

from flask import abort, request
from werkzeug.wrappers import Response as BaseResponse

from workflow.models.case import Case
from workflow.models.paper import LANGUAGES
from workflow.papers import engine
from workflow.papers.recovery import TITLE
from workflow.queries import recoveries
from workflow.views.sending import made


def notice_file(case: Case) -> BaseResponse:
    """The notice of the case's recovery; `?lang=en` adds the English. 404 while nothing is decided."""
    row, lang = recoveries.live(case.id), request.args.get("lang", "zh")
    found = None if row is None else recoveries.notice(row.id)
    if found is None or lang not in LANGUAGES:
        abort(404)
    data = engine.pdf("letter.typ", found.data | {"lang": lang})
    return made(data, "application/pdf", f"{TITLE.zh} {found.data['number']}.pdf")
