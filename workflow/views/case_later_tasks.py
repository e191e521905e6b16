"""The tasks after the documents check: evaluation, second review, decision, public notice, payment; or the referral."""

from collections.abc import Iterator

from flask_babel import gettext as _

from states.names import PaymentState, State
from workflow.models.sample import UNSETTLED
from workflow.queries.casefile import CaseFile
from workflow.views.case_added_tasks import sampled
from workflow.views.filters import fullday
from workflow.views.task import Task

DECIDED = (State.PUBLICITY, State.PAID, State.REJECTED)


def later(file: CaseFile) -> Iterator[Task]:
    """The tasks in order; an item without an amount is referred instead."""
    if file.item.kind != "computes":
        yield _referral(file)
        return
    yield _evaluation(file)
    yield _review(file)
    yield _decision(file)
    yield _publicity(file)
    yield from sampled(file.dossier)
    yield _payment(file)


def _referral(file: CaseFile) -> Task:
    name = _("转办")
    if file.case.state != State.REFERRED:
        return Task(name, "doing" if file.case.state == State.DOCUMENTS_CHECKED else "none", "", "act")
    closed = file.referral is not None and file.referral.closed_at is not None
    return Task(name, "done" if closed else "doing", "" if closed else _("等对方的办理结果"))


def _evaluation(file: CaseFile) -> Task:
    name, state = _("评估金额"), file.case.state
    if state == State.DOCUMENTS_CHECKED and file.review is not None and file.review.result == "returned":
        return Task(name, "doing", _("复核退回，要重新评估"), "e")
    if state in DECIDED or (file.evaluation and not file.evaluation_stale and state != State.CORRECTION):
        return Task(name, "done" if file.evaluation else "none")
    if file.evaluation and state in (State.EVALUATED, State.COMMITTEE, State.DOCUMENTS_CHECKED):
        return Task(name, "stuck", _("评估后数据有变动，要重新评估"), "e")
    return Task(name, "doing" if state == State.DOCUMENTS_CHECKED else "none", "", "e")


def _review(file: CaseFile) -> Task:
    name = _("复核")
    if file.review is not None and file.review.result == "passed":
        return Task(name, "done")
    if file.review is not None:
        return Task(name, "stuck", _("复核人退回了"), "e")
    waits = file.case.state == State.EVALUATED
    return Task(name, "doing" if waits else "none", _("等复核人") if waits else "", "e")


def _decision(file: CaseFile) -> Task:
    name, state = _("会议审定"), file.case.state
    if state in DECIDED:
        return Task(name, "done")
    if state != State.COMMITTEE:
        return Task(name, "none")
    return Task(name, "doing", _("表决已记录，等主管执行") if file.decision else _("等会议"))


def _publicity(file: CaseFile) -> Task:
    name, case = _("公示"), file.case
    if case.cleared_at is not None:
        return Task(name, "done")
    if case.state != State.PUBLICITY:
        return Task(name, "none")
    if file.beside.objections_open:
        return Task(name, "stuck", _("有异议待答复"), "raised")
    return Task(name, "doing", _("到%(day)s", day=fullday(file.publicity.ends_on)) if file.publicity else "")


def _payment(file: CaseFile) -> Task:
    name, case, payment = _("拨付"), file.case, file.payment
    if case.state == State.PAID:
        return Task(name, "done")
    if payment is not None and payment.state == PaymentState.FAILED:
        return Task(name, "stuck", _("银行退回"), "beyond")
    if case.cleared_at is None:
        return Task(name, "none")
    if file.dossier.sample in UNSETTLED:
        return Task(name, "stuck", _("抽中复查，查完才能拨付"), "sample")
    if file.beside.appeals_open:
        return Task(name, "stuck", _("有复核申请待答复"), "raised")
    return Task(name, "doing", "" if payment else _("等财务制单"), "beyond" if payment else "")
