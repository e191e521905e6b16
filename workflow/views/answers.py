"""Pages for "it cannot be done": each says what happened, what was kept, and what to do."""

from flask import Flask, current_app, g, render_template
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException, InternalServerError

from states.guard import Blocker
from states.lifecycle import step
from workflow.actions.advance import FasterElseError
from workflow.db import db, writing
from workflow.models.user import User
from workflow.views.filters import moment, say
from workflow.views.kept_text import kept_text

SHOWN = {400, 403, 404, 409, 413, 422, 429, 500}


def page(code: int, **context: object) -> tuple[str, int]:
    """One of the error pages."""
    return render_template(f"errors/{code}.html", kept=kept_text(), **context), code


def key_reused() -> tuple[str, int]:
    """The same form was sent twice with different content."""
    return page(409, sentences=[_("这张表刚才已经提交过，内容和这次不同。请先看第一次的结果，再决定要不要改。")])


def faster_else(error: FasterElseError) -> tuple[str, int]:
    """Somebody else changed the case in the meantime: who, what and when."""
    done = error.by
    actor = db.session.get(User, done.actor_id) if done.actor_id else None
    if actor is None:
        name = _("系统")
    elif actor.enterprise_id is not None:
        name = _("申报单位")
    else:
        name = actor.name if current_user.enterprise_id is None else _("经办人")
    label = say(step(done.action).record) if done.action != "create" else _("新建申请")
    return page(409, conflict={"actor": name, "action": label, "at": moment(done.at)}, sentences=[])


def refused(blockers: tuple[Blocker, ...]) -> tuple[str, int]:
    """A step that the procedure does not allow now, with every reason."""
    return page(409, sentences=[say(blocker) for blocker in blockers])


#: constraint → sentence for what a person can cause by being the second. Everything else is our mistake.
SENTENCES = {
    "uq_award_offer_live": lambda: _("有企业本年度刚刚已被另一份名单邀请，请作废后重新读入。"),
    "award_offer.uscc": lambda: _("有企业本年度刚刚已被另一份名单邀请，请作废后重新读入。"),
    "uq_bank_change_live": lambda: _("贵单位刚刚已提过一件账户变更，没有再提第二件。"),
    "bank_change.enterprise_id": lambda: _("贵单位刚刚已提过一件账户变更，没有再提第二件。"),
    "uq_invitation_open": lambda: _("刚刚已邀请过这个邮箱，没有再发第二封。"),
    "invitation.enterprise_id": lambda: _("刚刚已邀请过这个邮箱，没有再发第二封。"),
    "uq_user_account_email": lambda: _("这个邮箱已有账号，请换一个。"),
    "user_account.email": lambda: _("这个邮箱已有账号，请换一个。"),
    "user_account.login": lambda: _("这个邮箱已有账号，请换一个。"),
    "uq_user_account_login": lambda: _("这个邮箱已有账号，请换一个。"),
    "uq_user_account_owner": lambda: _("管理员刚刚换过，请刷新再看。"),
    "user_account.enterprise_id": lambda: _("管理员刚刚换过，请刷新再看。"),
    "bank_change_confirmed_by_another": lambda: _("打电话核实的人不能再确认，请由另一位同事办。"),
    "bank_change_checked_by_another": lambda: _("提出变更的人不能核实。"),
    "absence_day": lambda: _("这几天里刚刚已登记过请假，请刷新再看。"),
    "case_helper": lambda: _("这位同事刚刚已在协办，请刷新再看。"),
    "uq_bulk_run_undoes": lambda: _("这一批刚刚已撤销过，没有再撤销第二次。"),
    "bulk_run.undoes": lambda: _("这一批刚刚已撤销过，没有再撤销第二次。"),
    "control_step": lambda: _("您在这一轮已经办过这个案件的另一道关口，请由另一位同事来办。"),
    "ck_cap_account_within_limit": lambda: _("这家企业的上限额度刚刚被另一个案件用掉了，请重新计算后再审定。"),
    "ck_budget_account_within_plan": lambda: _("预算余额不够了，请先调剂预算或退回重算。"),
    "uq_payment_bank_ref": lambda: _("这个银行回单号已经用在另一笔款上，请核对回单。"),
    "uq_budget_change_open": lambda: _("这一条刚刚已提过一项预算调整，请先办那一项。"),
    "budget_change.year": lambda: _("这一条刚刚已提过一项预算调整，请先办那一项。"),
    "budget_change_decided_by_another": lambda: _("提议调整预算的人不能自己确认。"),
    "payment.bank_ref": lambda: _("这个银行回单号已经用在另一笔款上，请核对回单。"),
    "award.case_id": lambda: _("这个案件已经审定过金额，没有再审定第二次。"),
    "uq_award": lambda: _("这个案件已经审定过金额，没有再审定第二次。"),
    "payment_plan": lambda: _("这件申请刚刚已有一份分期计划，请刷新再看。"),
    "payments above the award": lambda: _("各笔合计会超过审定金额，没有制单。"),
    "payment_line": lambda: _("这一笔已经在拨付批次里，没有再建第二笔。"),
    "bank_answer": lambda: _("这一笔刚刚已登记过银行的结果。"),
    "bank_file": lambda: _("这份文件刚刚有人读过，请刷新再看。"),
    "account_call": lambda: _("这一笔刚刚已登记过核实电话。"),
    "payment.case_id": lambda: _("这一笔已经在拨付批次里，没有再建第二笔。"),
    "matter_claim": lambda: _("同一事项刚刚在另一件申请里申报了，不能重复申报。"),
    "recognition": lambda: _("这件申请的认定已经登记入库，没有再登记第二次。"),
    "uq_payment": lambda: _("这一笔已经在拨付批次里，没有再建第二笔。"),
    "rent_unit_month": lambda: _("所租的房屋当月已支持另一家企业，请核对租约。"),
    "repayment.bank_ref": lambda: _("这个银行回单号已经登记过，请核对回单。"),
    "uq_repayment_bank_ref": lambda: _("这个银行回单号已经登记过，请核对回单。"),
    "recovery_notice": lambda: _("刚刚已发出一份通知书，请再点一次。"),
    "more came back than is claimed": lambda: _("这笔钱刚刚已登记过，请刷新再看。"),
    "uq_recovery_live": lambda: _("这件申请已有一件追回。"),
    "lease_piece": lambda: _("这份租约刚刚被另一位同事登记过变更，请刷新再办。"),
    "uq_lease": lambda: _("这份合同的这个房号已经登记过。"),
    "rent_month": lambda: _("所申请的月份里有已经支持过的月份，请重新计算。"),
    "uq_support_case": lambda: _("编号刚刚被另一个案件用了，请再点一次。"),
    "uq_saved_view": lambda: _("您已有一个叫这个名字的视图。"),
    "saved_view.owner_id": lambda: _("您已有一个叫这个名字的视图。"),
    "uq_correction_open": lambda: _("这个案件已有一份没有办结的补正通知。"),
    "uq_sample_rate_open": lambda: _("这一条刚刚已提过一个抽查比例，请先决定那一个。"),
    "sample_rate.item": lambda: _("这一条刚刚已提过一个抽查比例，请先决定那一个。"),
    "sample_rate_decided_by_another": lambda: _("提议抽查比例的人不能自己决定。"),
    "sample_check_settled_by_another": lambda: _("抽查中提出问题的人不能自己处理。"),
    "payment waits for the sample": lambda: _("这一批里有被抽中复查的案件还没查完，查完才能制单。"),
    "objector": lambda: _("这张异议表刚才已经提交过，没有再收第二次。"),
    "uq_appeal": lambda: _("这个决定已经申请过复核，同一决定只复核一次。"),
    "appeal.case_id": lambda: _("这个决定已经申请过复核，同一决定只复核一次。"),
    "note.corrects_id": lambda: _("这条备注刚刚已经更正过，请刷新再看。"),
    "uq_note_corrects": lambda: _("这条备注刚刚已经更正过，请刷新再看。"),
    "uq_conditional_acceptance_open": lambda: _("这件申请刚刚已容缺受理，请刷新再看。"),
    "conditional_acceptance.case_id": lambda: _("这件申请刚刚已容缺受理，请刷新再看。"),
    "override_by_another": lambda: _("自己提的调整要由另一个人确认。"),
    "uq_override": lambda: _("这个数刚刚已有一处调整，请刷新再看。"),
    "override.case_id": lambda: _("这个数刚刚已有一处调整，请刷新再看。"),
    "countersign": lambda: _("同一步已有一件提议在等确认，请先看那一件。"),
    "correction_extension": lambda: _("这份补正通知刚刚延期过，请刷新再看。"),
    "uq_site_visit_open": lambda: _("这件申请刚刚已安排过现场核查，请刷新再看。"),
    "site_visit.case_id": lambda: _("这件申请刚刚已安排过现场核查，请刷新再看。"),
    "visit_signature": lambda: _("您已经签过这份记录。"),
    "visit_photo": lambda: _("同去的人也在存照片，请刷新再存一次。"),
    "audit_check": lambda: _("这份登记刚刚已有人核对过，请刷新再看。"),
    "expert_seat": lambda: _("这个席位刚刚已请了专家，请刷新再看。"),
    "uq_expert_name_employer": lambda: _("名册上已有这位专家。"),
    "expert.name": lambda: _("名册上已有这位专家。"),
    "score_sheet": lambda: _("这份评分表刚刚登记过，请刷新再看。"),
    "assessment.case_id": lambda: _("评审结果刚刚已经采用，请刷新再看。"),
    "uq_assessment": lambda: _("评审结果刚刚已经采用，请刷新再看。"),
    "uq_agenda_item": lambda: _("有案件刚刚已排进会议，请刷新再看。"),
    "agenda_item.case_id": lambda: _("有案件刚刚已排进会议，请刷新再看。"),
    "uq_meeting_year": lambda: _("刚刚已有人安排了一次会议，请再点一次。"),
    "meeting.year": lambda: _("刚刚已有人安排了一次会议，请再点一次。"),
    "uq_recusal_live": lambda: _("这位委员刚刚已登记回避，请刷新再看。"),
    "recusal.case_id": lambda: _("这位委员刚刚已登记回避，请刷新再看。"),
    "uq_committee_member": lambda: _("名册上已有这位委员。"),
    "committee_member.": lambda: _("名册上已有这位委员。"),
    "uq_threshold_open": lambda: _("这一项刚刚已提过一个金额，请先决定那一个。"),
    "threshold.kind": lambda: _("这一项刚刚已提过一个金额，请先决定那一个。"),
    "threshold_decided_by_another": lambda: _("提议权限的人不能自己决定。"),
    "does not sign it a second time": lambda: _("执行的人不能自己再签署，请由另一位科室负责人办。"),
    "released_by_another": lambda: _("制单人不能复核自己的批次，请由另一位财务人员放行。"),
}


def broken_promise(error: IntegrityError) -> tuple[str, int]:
    """The database refused what slipped past the guards (usually: two people at once)."""
    text = str(error.orig)
    for name, sentence in SENTENCES.items():
        if name in text:
            return page(409, sentences=[sentence()])
    raise error


def register(app: Flask) -> None:
    """Attach the error pages."""

    def http_error(error: HTTPException) -> tuple[str, int]:
        code = error.code or 500
        if code == 405:
            code = 404
        if code not in SHOWN:
            code = 400 if code < 500 else 500
        sentences = [error.description] if code == 400 and error.description else []
        if isinstance(error, CSRFError):
            sentences = [_("页面放得太久或登录已换人，请刷新页面再办。写好的内容列在下面，可以复制。")]
        return page(code, sentences=sentences)

    def own_mistake(error: Exception) -> tuple[str, int]:
        original = getattr(error, "original_exception", None) or error
        current_app.logger.error("error %s", g.get("request_id", "-"), exc_info=original)
        db.session.rollback()
        writing.set(False)
        return render_template("errors/500.html", report=g.get("request_id", "")), 500

    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(InternalServerError, own_mistake)
