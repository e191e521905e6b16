"""The queue as an Excel file: the same list with the same columns, from its beginning, up to 20,000 cases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flask import Blueprint, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from states.dossier import Actor
from workflow.clock import business_date
from workflow.exports.queue import Cell, workbook
from workflow.permissions import current_actor
from workflow.queries import queue
from workflow.queries.calendar import calendar
from workflow.queries.queue_terms import Ask
from workflow.queries.saved_views import of_person
from workflow.views.queue import asked_by, ready
from workflow.views.queue_columns import titles
from workflow.views.queue_lines import Line, lines
from workflow.views.queue_tabs import heading
from workflow.views.queue_view import Address, place_beside

bp = Blueprint("queue_export", __name__)
MOST, PART = 20_000, 500
#: A condition that few cases fit: each part looks at a thousand cases, and no export at more than so many parts.
MOST_PARTS = 200
WIDTHS = {"firm": 38, "number": 16, "uscc": 22, "item": 26, "next": 28, "amount": 16}
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/cases/export")
def export() -> BaseResponse:
    """The list that the address names; its place in the list is left aside."""
    actor = current_actor()
    address = asked_by(actor)
    columns = ("number", *(name for name in address.columns if name != "number"), "uscc")
    columns = tuple(dict.fromkeys(columns))
    rows = _Rows(address, actor, ready(address, actor, queue.caseworkers()), columns)
    named, words = heading(address, of_person(actor.user_id or 0)), titles()
    heads = [(words[name], WIDTHS.get(name, 14)) for name in columns]
    file = workbook(named, heads, rows, lambda: _cut(rows.done) if rows.cut else "")
    name = f"{named}-{business_date():%Y%m%d}.xlsx"
    return send_file(file, mimetype=KIND, as_attachment=True, download_name=name)


def _cut(done: int) -> str:
    return _("只导出了前%(n)s件，请加条件后分几次导出。", n=f"{done:,}")


class _Rows:
    """The cells of every case of a view, read in parts; `cut` tells afterwards that there were more."""

    def __init__(self, address: Address, actor: Actor, asked: Sequence[Ask], columns: Sequence[str]) -> None:
        self.view, self.actor, self.asked, self.columns = address.view, actor, asked, columns
        self.cut, self.done = False, 0

    def __iter__(self) -> Iterator[list[Cell]]:
        days = calendar()
        view = replace(self.view, after=None, before=None)
        for _part in range(MOST_PARTS):
            page = queue.page(view, self.actor, self.asked, min(PART, MOST - self.done) or 1)
            if self.done == MOST:
                self.cut = bool(page.rows) or page.reached is not None
                return
            yield from self._cells(lines(page.rows, days, self.columns, self.actor.user_id), page.rows)
            self.done += len(page.rows)
            after = place_beside(page.rows[-1], view) if page.more else page.reached
            if after is None:
                return
            view = replace(view, after=after)
        self.cut = True

    def _cells(self, made: Sequence[Line], rows: Sequence[queue.Line]) -> Iterator[list[Cell]]:
        for line, row in zip(made, rows, strict=True):
            yield [_cell(name, line, row) for name in self.columns]


def _cell(name: str, line: Line, row: queue.Line) -> Cell:
    if name == "amount":
        return None if row.fen is None else int(row.fen)
    if name == "due":
        return line.on
    if name in {"applied", "moved"}:
        moment = getattr(row, "submitted_at" if name == "applied" else name)
        return None if moment is None else business_date(moment)
    if name == "item":
        return f"{line.article} {line.title}"
    if name == "state":
        return line.word
    if name == "next":
        return "，".join((line.next, *(text for text, _tone in line.tags)))
    return str(getattr(line, name) or "")
