"""The papers of a case as pages list them."""

from datetime import datetime
from typing import NamedTuple

from flask import url_for

from workflow.papers.words import KINDS
from workflow.queries.papers import papers_of
from workflow.views.filters import say
from workflow.views.locale import english


class Line(NamedTuple):
    """One paper: `url` in the reader's language, `other_url` in Chinese alone or with English, `word_url` for officials."""

    kind: str
    title: str
    number: str
    made_at: datetime
    delivered_at: datetime | None
    url: str
    other_url: str
    word_url: str


def lines(case_id: int) -> list[Line]:
    """Every paper of the case, newest first; one query."""
    first, other = ("en", None) if english() else (None, "en")
    return [
        Line(
            one.kind,
            say(KINDS[one.kind][1]),
            one.number,
            one.made_at,
            one.delivered_at,
            url_for("papers.download", paper=one.ref, lang=first),
            url_for("papers.download", paper=one.ref, lang=other),
            url_for("papers.editable", paper=one.ref),
        )
        for one in papers_of(case_id)
    ]
