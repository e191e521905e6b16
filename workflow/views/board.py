"""The supervisor's board: what runs, what is late, who has how much, money, weeks; and reminders of late cases."""

from flask import Blueprint, flash, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from states.names import Role
from workflow.actions import board as acting
from workflow.clock import business_date
from workflow.exports import board as export_of
from workflow.permissions import current_actor
from workflow.queries import queue_counts
from workflow.queries.board import soon_until
from workflow.queries.calendar import calendar
from workflow.views import board_chart, board_data, board_lines, queue_lines
from workflow.views.acting import Answer, acts
from workflow.views.article_words import article_words

bp = Blueprint("board", __name__)
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _year() -> int:
    this, text = business_date().year, request.args.get("year", "")
    return int(text) if text in {str(this - 1), str(this - 2)} else this


@bp.get("/board")
def index() -> str:
    """The board; `year` decides what came in and went out and the budget, what runs is today's."""
    found, days = board_data.read(_year()), calendar()
    return render_template(
        "board/index.html",
        found=found,
        years=[business_date().year - at for at in range(3)],
        total=found.total,
        ages=[board_chart.bars(found.ages, size) for size in (board_chart.WIDE, board_chart.NARROW)],
        weeks=[board_chart.lines(found.weeks, size) for size in (board_chart.WIDE, board_chart.NARROW)],
        to=board_lines,
        soon=soon_until(found.today, days),
        late=queue_lines.lines(found.late, days),
        article_words=article_words,
        leads=Role.SUPERVISOR in current_user.roles,
        cap=queue_counts.CAP,
    )


@bp.get("/board/export")
def export() -> BaseResponse:
    """The figures as an Excel file."""
    found = board_data.read(_year())
    name = _("督办看板") + f"-{found.today:%Y%m%d}.xlsx"
    return send_file(export_of.workbook(_rows(found)), mimetype=KIND, as_attachment=True, download_name=name)


def _rows(found: board_data.Board) -> list[export_of.Row]:
    Row, running, weeks = export_of.Row, _("各状态在办"), _("每周受理与办结")  # noqa: N806 - the type is meant
    rows = [Row(running, board_lines.state_word(one.state), _("件"), one.times) for one in found.states]
    rows += [Row(running, board_lines.state_word(one.state), _("金额"), one.fen, money=True) for one in found.states]
    rows += [Row(running, board_lines.state_word(one.state), _("逾期"), one.late) for one in found.states]
    rows += [Row(_("人员办理量"), one.name, _("件"), one.load.times) for one in found.officers]
    rows += [Row(_("人员办理量"), one.name, _("分钟"), one.load.minutes) for one in found.officers]
    for one in found.budget:
        article = " ".join(str(pair.zh) for pair in article_words(one.article))
        money = {
            _("预算"): one.planned_fen,
            _("已核定"): one.reserved_fen,
            _("已拨付"): one.paid_fen,
            _("在办"): one.in_work_fen,
        }
        rows += [Row(_("各条预算"), article, name, fen, money=True) for name, fen in money.items()]
    for monday, accepted, finished in found.weeks:
        rows += [
            Row(weeks, monday.isoformat(), _("受理"), accepted),
            Row(weeks, monday.isoformat(), _("办结"), finished),
        ]
    for line in found.compared:
        pairs = (
            (_("本年"), line.year),
            (_("上年同期"), line.year_ago),
            (_("近4周"), line.weeks),
            (_("前4周"), line.weeks_before),
        )
        rows += [Row(_("同比和环比"), line.label, name, count) for name, count in pairs]
    for stage, (half, most, times) in found.stages:
        took = ((_("一半"), half), (_("九成"), most), (_("件"), times))
        rows += [Row(_("各环节用时"), board_lines.stage_word(stage), name, count) for name, count in took]
    rows += [Row(_("没有得到支持的"), board_lines.step_word(name), _("件"), count) for name, count in found.refused]
    return rows + [
        Row(_("补正最多的"), board_lines.asked_words(name), _("次"), count) for name, count in found.corrected
    ]


@bp.post("/board/reminders")
@acts
def remind() -> Answer:
    """Remind the owners of the named late cases."""
    told = acting.remind(request.form.getlist("number"), current_actor())
    flash(ngettext("已催办%(num)s件，消息已发给经办人。", "已催办%(num)s件，消息已发给经办人。", told), "success")
    return url_for("board.index")
