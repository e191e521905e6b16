"""The automatic checks of the case page, ticked with their evidence. Functions of what was loaded; they ask nothing."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask_babel import gettext as _
from stdnum.cn import uscc as uscc_number

from rules.stacking import Hit
from workflow.queries.case_registers import Registers
from workflow.queries.casefile import CaseFile
from workflow.views.case_money_checks import cap, doubles, owed
from workflow.views.case_register_checks import credit, registers
from workflow.views.check_line import Check
from workflow.views.filters import fullday, moment, say
from workflow.views.locale import listed


def checks(file: CaseFile, found: Registers, hits: Sequence[Hit]) -> list[Check]:
    """Every check that applies to the item, in a fixed order: who, when, what was handed in, what the registers say."""
    return [
        _code(file),
        credit(file),
        _account(file),
        *registers(file, found),
        *owed(found),
        _window(file),
        _statement(file),
        _facts(file),
        _documents(file),
        *_files(file),
        *cap(file, found),
        *doubles(hits),
    ]


def _code(file: CaseFile) -> Check:
    code = file.case.enterprise.uscc
    right = uscc_number.is_valid(code)
    return Check("ok" if right else "bad", _("信用代码校验位正确") if right else _("信用代码校验位不对"), code)


def _account(file: CaseFile) -> Check:
    holder, firm = file.case.enterprise.account_holder, file.case.enterprise.name
    same = holder == firm
    return Check(
        "ok" if same else "bad",
        _("收款账户户名与企业名称一致") if same else _("收款账户户名与企业名称不一致"),
        holder,
    )


def _window(file: CaseFile) -> Check:
    at, call = file.case.submitted_at, file.case.call
    if at is None:
        return Check("wait", _("还没有提交"))
    right = call.opens_at <= at < call.new_until
    days = _(
        "%(at)s提交，申报期%(a)s至%(b)s",
        at=moment(at),
        a=fullday(call.opens_at),
        b=fullday(call.new_until - timedelta(seconds=1)),
    )
    return Check("ok" if right else "bad", _("在申报期内提交") if right else _("不在申报期内提交"), days)


def _statement(file: CaseFile) -> Check:
    if not file.filing.declared:
        return Check("bad", _("申报声明没有签"))
    return Check("ok", _("申报声明已签"), moment(file.filing.filed_at or file.filing.saved_at))


def _facts(file: CaseFile) -> Check:
    wrong = file.fact_problems
    return Check("bad" if wrong else "ok", _("事实没有填写完整") if wrong else _("事实填写完整、有效"))


def _documents(file: CaseFile) -> Check:
    lacking, follow = file.missing_documents, file.to_follow
    if follow and set(lacking) <= set(follow):
        return Check("wait", _("还有材料等企业补交"), _titles(file, follow))
    if not lacking:
        return Check("ok", _("必交材料齐全"))
    return Check("bad", _("必交材料没有交齐"), _titles(file, lacking))


def _files(file: CaseFile) -> Iterator[Check]:
    """Files that cannot count as they are: with a virus, not scanned yet, or past their last day."""
    for scan, level, words in (("infected", "bad", _("有文件查出病毒")), ("pending", "wait", _("有文件正在查毒"))):
        if names := [row[0].name for row in file.documents if row[1].scan == scan]:
            yield Check(level, words, listed(names))  # type: ignore[arg-type]
    dated = [row[0] for row in file.documents if row[0].expires_on is not None]
    over = [one.name for one in dated if one.expires_on is not None and one.expires_on < file.today]
    if over:
        yield Check("look", _("有材料已过有效期"), listed(over))
    elif dated:
        yield Check("ok", _("材料都在有效期内"))


def _titles(file: CaseFile, kinds: Sequence[str]) -> str:
    named = {kind.code: say(kind.title) for kind in file.item.documents}
    return listed(named[kind] for kind in kinds)
